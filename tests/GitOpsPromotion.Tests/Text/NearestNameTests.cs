using FluentAssertions;
using GitOpsPromotion.Text;
using Xunit;

namespace GitOpsPromotion.Tests.Text;

public static class NearestNameTests
{
    [Theory]
    [InlineData("webshop:ui", "webshop:webui")]
    [InlineData("webshop:wbeui", "webshop:webui")]
    [InlineData("Webshop:Cart", "webshop:cart")]
    [InlineData("WEBSHOP:CART", "webshop:cart")]
    [InlineData("webshop:crat", "webshop:cart")]
    [InlineData("webshop:webuii", "webshop:webui")]
    public static void Finds_the_name_with_the_fewest_typing_errors(string written, string nearest) =>
        NearestName.Find(written, ["webshop:cart", "webshop:webui", "billing:invoices"]).Should().Be(nearest);

    [Theory]
    [InlineData("prod")]
    [InlineData("")]
    [InlineData("webshop:payments-gateway")]
    public static void Finds_nothing_if_no_name_is_near(string written) =>
        NearestName.Find(written, ["webshop:cart", "webshop:webui"]).Should().BeNull();

    [Fact]
    public static void Allows_one_wrong_letter_in_a_short_name() => NearestName.Find("qb", ["qa"]).Should().Be("qa");

    [Fact]
    public static void Does_not_suggest_a_different_short_name() => NearestName.Find("qa", ["ui"]).Should().BeNull();

    [Fact]
    public static void Counts_swapped_neighbors_as_one_error() => NearestName.Find("au", ["ua"]).Should().Be("ua");

    [Fact]
    public static void Prefers_another_case_to_another_letter() =>
        NearestName.Find("auto", ["auta", "Auto"]).Should().Be("Auto");

    [Fact]
    public static void Finds_the_first_of_equally_near_names() =>
        NearestName.Find("dev1", ["dev2", "dev3"]).Should().Be("dev2");

    [Fact]
    public static void Never_suggests_what_was_written() => NearestName.Find("qa", ["qa"]).Should().BeNull();

    [Fact]
    public static void Does_not_compare_very_long_texts() =>
        NearestName.Find(new string('a', 201), [new string('a', 200), new string('a', 202)]).Should().BeNull();

    [Fact]
    public static void Finds_nothing_without_candidates() => NearestName.Find("qa", []).Should().BeNull();
}

using FluentAssertions;
using GitOpsPromotion.Images;
using Xunit;

namespace GitOpsPromotion.Tests.Images;

public static class NearestNameTests
{
    [Theory]
    [InlineData("webshop:ui", "webshop:webui")]
    [InlineData("webshop:wbeui", "webshop:webui")]
    [InlineData("Webshop:Cart", "webshop:cart")]
    [InlineData("WEBSHOP:CART", "webshop:cart")]
    [InlineData("webshop:crat", "webshop:cart")]
    [InlineData("webshop:webuii", "webshop:webui")]
    public static void Finds_the_name_with_the_fewest_typing_errors(string wanted, string nearest) =>
        NearestName.Find(wanted, ["webshop:cart", "webshop:webui", "billing:invoices"]).Should().Be(nearest);

    [Theory]
    [InlineData("prod")]
    [InlineData("")]
    [InlineData("webshop:payments-gateway")]
    public static void Finds_nothing_where_no_name_comes_near(string wanted) =>
        NearestName.Find(wanted, ["webshop:cart", "webshop:webui"]).Should().BeNull();

    [Fact]
    public static void Lets_one_letter_of_a_short_name_be_wrong() => NearestName.Find("qb", ["qa"]).Should().Be("qa");

    [Fact]
    public static void Does_not_take_another_short_name_for_a_typing_error() =>
        NearestName.Find("qa", ["ui"]).Should().BeNull();

    [Fact]
    public static void Counts_swapped_neighbours_as_one_error() => NearestName.Find("au", ["ua"]).Should().Be("ua");

    [Fact]
    public static void Prefers_another_case_to_another_letter() =>
        NearestName.Find("auto", ["auta", "Auto"]).Should().Be("Auto");

    [Fact]
    public static void Takes_the_first_of_equally_near_names() =>
        NearestName.Find("dev1", ["dev2", "dev3"]).Should().Be("dev2");

    [Fact]
    public static void Never_suggests_what_was_written() => NearestName.Find("qa", ["qa"]).Should().BeNull();

    [Fact]
    public static void Does_not_compare_texts_that_are_no_names() =>
        NearestName.Find(new string('a', 201), [new string('a', 200), new string('a', 202)]).Should().BeNull();

    [Fact]
    public static void Finds_nothing_among_no_names() => NearestName.Find("qa", []).Should().BeNull();
}

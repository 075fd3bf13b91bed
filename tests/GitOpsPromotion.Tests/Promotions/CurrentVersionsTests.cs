using FluentAssertions;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class CurrentVersionsTests
{
    private static readonly string Digest = "sha256:" + new string('0', 64);

    [Fact]
    public static void Are_the_tags_of_tag_and_image_fields_each_once_in_order() =>
        Of(
                (MarkerField.Tag, "2.0"),
                (MarkerField.Image, "ghcr.io/webshop/webui:1.0"),
                (MarkerField.Tag, "ghcr.io/webshop/webui:1.5"),
                (MarkerField.Tag, "2.0")
            )
            .Should()
            .Equal("1.0", "1.5", "2.0");

    [Fact]
    public static void Are_not_the_digests_if_there_is_a_tag() =>
        Of((MarkerField.Digest, Digest), (MarkerField.Tag, "1.0"), (MarkerField.Image, $"webui:1.0@{Digest}"))
            .Should()
            .Equal("1.0");

    [Fact]
    public static void Are_the_digests_if_there_is_no_tag() =>
        Of((MarkerField.Image, $"ghcr.io/webshop/webui@{Digest}"), (MarkerField.Digest, "sha256:1"))
            .Should()
            .Equal(Digest, "sha256:1");

    [Fact]
    public static void Are_none_if_only_names_are_marked() =>
        Of((MarkerField.Name, "ghcr.io/webshop/webui"), (MarkerField.Image, ""), (MarkerField.Tag, ""))
            .Should()
            .BeEmpty();

    private static IReadOnlyList<string> Of(params (MarkerField Field, string Value)[] marks) =>
        CurrentVersions.From([
            .. marks.Select(mark => new MarkedScalar("webshop/qa/app.yaml", 1, Given.Webui, mark.Field, mark.Value)),
        ]);
}

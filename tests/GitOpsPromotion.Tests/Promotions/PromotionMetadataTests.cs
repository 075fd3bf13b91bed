using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class PromotionMetadataTests
{
    [Fact]
    public static void Is_one_line_in_the_form_that_the_go_tool_reads() =>
        PromotionMetadata
            .For(Given.Promotion("qa", "26f50d84db02"))
            .ToComment()
            .Should()
            .Be(
                """<!-- metadata = {"group":"webshop","app":"webui","tag":"26f50d84db02","env":"qa","sha":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","feature":"","type":"promote"} -->"""
            );

    [Fact]
    public static void Has_the_digest_and_the_image_of_the_promotion()
    {
        var digest = ImageDigest.Parse("sha256:" + new string('0', 64));
        var promotion = Given.Promotion("qa") with
        {
            Version = new ImageVersion(ImageTag.Parse("2.0"), digest, ImageRepository.Parse("ghcr.io/webshop/webui")),
        };

        var comment = PromotionMetadata.For(promotion).ToComment();

        comment.Should().Contain($"\"digest\":\"{digest}\"").And.Contain("\"image\":\"ghcr.io/webshop/webui\"");
        Known(comment).Version.Should().Be(promotion.Version);
    }

    [Theory]
    [InlineData("type", "")]
    [InlineData("other", "")]
    public static void Reads_a_missing_or_empty_type_as_a_promotion(string key, string value) =>
        Known(
            $$"""<!-- metadata = {"group":"g","app":"a","tag":"1","env":"dev","sha":"","feature":"","{{key}}":"{{value}}"} -->"""
        )
            .Type.Should()
            .Be(PromotionType.Promote);

    [Fact]
    public static void Reads_a_description_of_the_go_tool()
    {
        const string description = """
            <!-- metadata = {"group":"apps","app":"podinfo","tag":"v1","env":"qa","sha":"0123456789012345678901234567890123456789","feature":"","type":"promote"} -->
            	ENV: qa
            	APP: podinfo
            	TAG: v1
            """;

        var metadata = Known(description.ReplaceLineEndings("\r\n"));

        metadata.Policy.ToString().Should().Be("apps:podinfo");
        metadata.Environment.Value.Should().Be("qa");
        metadata.SourceCommit!.Value.Should().Be("0123456789012345678901234567890123456789");
    }

    [Fact]
    public static void Reads_empty_values_as_missing()
    {
        var metadata = Known(
            """<!-- metadata = {"group":"g","app":"a","tag":"1","env":"dev","sha":"","digest":"","image":""} -->"""
        );

        metadata.Version.Should().Be(Given.Version("1"));
        metadata.SourceCommit.Should().BeNull();
        metadata.Feature.Should().BeEmpty();
        metadata.ToComment().Should().Contain("\"sha\":\"\",\"feature\":\"\"").And.NotContain("digest");
    }

    [Fact]
    public static void Keeps_the_name_of_a_review()
    {
        const string comment =
            """<!-- metadata = {"group":"g","app":"a","tag":"1","env":"dev","sha":"","feature":"dark","type":"feature"} -->""";

        var metadata = Known(comment);

        metadata.Type.Should().Be(PromotionType.Feature);
        metadata.Feature.Should().Be("dark");
        metadata.ToComment().Should().Be(comment);
    }

    [Theory]
    [InlineData("")]
    [InlineData("The text of a person")]
    [InlineData("See <!-- metadata = {} -->")]
    public static void Is_not_found_if_the_description_does_not_begin_with_it(string description) =>
        PromotionMetadata.Parse(description).Should().BeOfType<ParsedMetadata.None>();

    [Theory]
    [InlineData("""<!-- metadata = {"group":"g","app":"a","tag":"1","env":"dev"}""", "no end")]
    [InlineData("<!-- metadata = -->", "no end")]
    [InlineData("<!-- metadata =  -->", "not a JSON object")]
    [InlineData("""<!-- metadata = {"group":"g" -->""", "not a JSON object")]
    [InlineData("""<!-- metadata = {"group":1} -->""", "not a JSON object")]
    [InlineData("""<!-- metadata = null -->""", "null")]
    [InlineData("""<!-- metadata = {"app":"a","tag":"1","env":"dev"} -->""", "\"group\"")]
    [InlineData("""<!-- metadata = {"group":"g","app":"../a","tag":"1","env":"dev"} -->""", "\"app\"")]
    [InlineData("""<!-- metadata = {"group":"g","app":"a","tag":"-1","env":"dev"} -->""", "\"tag\"")]
    [InlineData("""<!-- metadata = {"group":"g","app":"a","tag":"1","env":""} -->""", "\"env\"")]
    [InlineData("""<!-- metadata = {"group":"g","app":"a","tag":"1","env":"dev","sha":"HEAD"} -->""", "\"sha\"")]
    [InlineData(
        """<!-- metadata = {"group":"g","app":"a","tag":"1","env":"dev","digest":"sha256:1"} -->""",
        "\"digest\""
    )]
    [InlineData("""<!-- metadata = {"group":"g","app":"a","tag":"1","env":"dev","image":"A B"} -->""", "\"image\"")]
    [InlineData("""<!-- metadata = {"group":"g","app":"a","tag":"1","env":"dev","type":"other"} -->""", "\"type\"")]
    public static void Explains_what_is_invalid(string description, string reason) =>
        PromotionMetadata
            .Parse(description)
            .Should()
            .BeOfType<ParsedMetadata.Invalid>()
            .Which.Reason.Should()
            .Contain(reason);

    [Fact]
    public static void Round_trips_any_names()
    {
        var names = Gen.NonEmptyListOf(Gen.Elements("a", "-->", "\"", "}", "<!--", "é", "𝒳", "'", "&", "+", "_", "1"))
            .Select(parts => string.Concat(parts))
            .Where(name => GroupName.TryParse(name, out _) && AppName.TryParse("x" + name, out _));
        var property = Prop.ForAll(
            names.ToArbitrary(),
            name =>
            {
                var promotion = Given.Promotion(
                    "qa",
                    policy: new ImagePolicy(GroupName.Parse(name), AppName.Parse("x" + name))
                );
                var comment = PromotionMetadata.For(promotion).ToComment();
                return Known(comment + "\nmore") == PromotionMetadata.For(promotion)
                    && comment.IndexOf("-->", StringComparison.Ordinal) == comment.Length - 3
                    && !comment.Contains('\n', StringComparison.Ordinal);
            }
        );

        property.QuickCheckThrowOnFailure();
    }

    private static PromotionMetadata Known(string description) =>
        PromotionMetadata.Parse(description).Should().BeOfType<ParsedMetadata.Valid>().Which.Metadata;
}

using FluentAssertions;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Yaml;
using Xunit;

namespace GitOpsPromotion.Tests.Yaml;

/// <summary>The position of a tab that makes YAML invalid, in a configuration and in a manifest. M stands for a marker.</summary>
public static class TabIndentationTests
{
    public static TheoryData<string, string> Tabs =>
        new()
        {
            { "a: # M\n\t- b: c\n", "2:1" },
            { "a: # M\n  - b: c\n\t  d: e", "3:1" },
            { "a: # M\n  - b: c\n    d: e\n \t- f: g\n", "4:2" },
            { "a: # M\n  - b: c\n    d: e\n  \t  f: g\n", "4:3" },
            { "a: b # M\nc:\n\td: e\n", "3:1" },
            { "a: b # M\r\nc:\r\n\td: e\r\n", "3:1" },
            { "a: b # M\nc:\n  d:\n\t\te: f\n", "4:1" },
            { "a: b # M\nc: |\n  one\n\t\n  two\n", "4:1" },
            { "a: b # M\nc: |\n\ttext\nd: e\n", "3:1" },
            { "a: b # M\nc: 'd\n\te'\nf:\n\t- g: h\n", "5:1" },
            { "a: b # M\n\tc: d\n", "2:1" },
        };

    [Theory]
    [MemberData(nameof(Tabs))]
    public static void Is_reported_in_a_configuration(string text, string position)
    {
        var read = () => ConfigurationReader.Read(text);

        var failure = read.Should().Throw<PromotionException>().Which;
        failure
            .Message.Should()
            .Be($"gitops-promotion.yaml:{position}: invalid YAML: line is indented with a tab; use spaces.");
        failure.Hint.Should().Be("Replace the tab with spaces.");
    }

    [Theory]
    [MemberData(nameof(Tabs))]
    public static void Is_reported_in_a_manifest(string text, string position)
    {
        Manifest manifest = new(
            "app.yaml",
            text.Replace("# M", "# {\"$imagepolicy\": \"webshop:webui\"}", StringComparison.Ordinal)
        );
        var read = () => ManifestReader.Read(manifest);

        var failure = read.Should().Throw<PromotionException>().Which;
        failure.Message.Should().Be($"app.yaml:{position}: invalid YAML: line is indented with a tab; use spaces.");
        failure
            .Hint.Should()
            .Be("Replace the tab with spaces on the default branch, or remove the marker from the file.");
    }

    [Fact]
    public static void Is_not_reported_if_it_is_not_the_cause()
    {
        var read = () => ConfigurationReader.Read("\t# note\nenvironments: ]\n\t# note");

        read.Should().Throw<PromotionException>().WithMessage("gitops-promotion.yaml:2:15: invalid YAML: While *");
    }

    [Fact]
    public static void Is_not_searched_far_into_a_large_text()
    {
        var parses = 0;
        var text = $"a: \"{new string('x', 1024 * 1024)}\"\n\tb: c\n";

        var tab = TabIndentation.Find(
            text,
            firstLine: 1,
            "invalid",
            _ =>
            {
                parses++;
                return "invalid";
            }
        );

        tab.Should().BeNull();
        parses.Should().Be(0);
    }
}

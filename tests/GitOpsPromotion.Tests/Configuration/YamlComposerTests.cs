using System.Globalization;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Configuration;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

public static class YamlComposerTests
{
    [Fact]
    public static void Shares_what_an_alias_stands_for()
    {
        const string file = """
            environments: [{name: dev}]
            groups:
              apps:
                applications:
                  cart: &review {featureOverwrite: true, featureLabelSelector: {tier: shop}}
                  webui: *review
            """;

        var apps = ConfigurationReader.Read(file).Groups[0].Apps;

        apps[1].FeatureOverwrite.Should().BeTrue();
        apps[1].FeatureLabelSelector.Should().Contain("tier", "shop");
    }

    [Fact]
    public static void Takes_the_newest_of_anchors_with_one_name()
    {
        const string file = """
            environments:
              - name: &n dev
              - name: &n qa
            branch: *n
            """;

        ConfigurationReader.Read(file).Branch.Should().Be("qa");
    }

    [Fact]
    public static void Prefers_what_a_mapping_says_itself_to_what_it_merges()
    {
        const string file = """
            environments:
              - &base {name: dev, auto: true}
              - {name: qa, <<: *base}
              - {<<: *base, name: prod, auto: false}
            """;

        var stages = ConfigurationReader.Read(file).Environments;

        stages.Select(stage => $"{stage.Name} {stage.Auto}").Should().Equal("dev True", "qa True", "prod False");
    }

    [Fact]
    public static void Prefers_the_first_of_several_merged_mappings()
    {
        const string file = """
            environments:
              - &first {name: dev, auto: true}
              - &second {name: qa, auto: false}
              - {name: prod, <<: [*first, *second]}
            """;

        ConfigurationReader.Read(file).Environments[2].Auto.Should().BeTrue();
    }

    [Fact]
    public static void Takes_a_quoted_merge_key_for_a_key_like_any_other() =>
        ConfigurationReaderTests
            .Mistake("environments: [{name: dev, \"<<\": {auto: true}}]")
            .Message.Should()
            .Contain("unknown key '<<'");

    [Fact]
    public static void Names_the_first_of_two_equal_keys_in_a_file_with_a_merge_between()
    {
        const string file = """
            environments:
              - &base {name: dev, auto: true}
              - name: qa
                <<: *base
                name: prod
            """;

        ConfigurationReaderTests
            .Mistake(file)
            .Message.Should()
            .StartWith("gitops-promotion.yaml:5:5: the key 'name' stands twice, first in line 3.");
    }

    [Theory]
    [InlineData(20, "1:16: an environment is a list")]
    [InlineData(21, "1:35: values lie in each other more than 20 deep.")]
    [InlineData(100_000, "1:35: values lie in each other more than 20 deep.")]
    public static void Stops_at_a_depth_that_no_configuration_needs(int lists, string expected) =>
        ConfigurationReaderTests
            .Mistake($"environments: {new string('[', lists)}{new string(']', lists)}")
            .Message.Should()
            .Contain(expected);

    [Theory]
    [InlineData("? ", 100_000)]
    [InlineData("{? [", 30_000)]
    [InlineData("- ", 100_000)]
    public static void Stops_at_a_depth_of_any_kind(string level, int levels)
    {
        var mistake = ConfigurationReaderTests.Mistake(string.Concat(Enumerable.Repeat(level, levels)));

        mistake.Message.Should().EndWith("values lie in each other more than 20 deep.");
        mistake.Hint.Should().Be("No setting of this file needs more than five.");
    }

    [Fact]
    public static void Does_not_blame_a_tab_that_stands_elsewhere() =>
        ConfigurationReaderTests
            .Mistake("\t# note\nenvironments: ]\n\t# note")
            .Message.Should()
            .StartWith("gitops-promotion.yaml:2:15: this is no YAML: ");

    [Fact]
    public static void Does_not_expand_aliases_of_aliases_without_end()
    {
        const string file = """
            a: &a {k1: 1, k2: 2, k3: 3, k4: 4, k5: 5, k6: 6, k7: 7, k8: 8, k9: 9}
            b: &b {k1: *a, k2: *a, k3: *a, k4: *a, k5: *a, k6: *a, k7: *a, k8: *a, k9: *a}
            c: &c {k1: *b, k2: *b, k3: *b, k4: *b, k5: *b, k6: *b, k7: *b, k8: *b, k9: *b}
            d: &d {k1: *c, k2: *c, k3: *c, k4: *c, k5: *c, k6: *c, k7: *c, k8: *c, k9: *c}
            e: &e {k1: *d, k2: *d, k3: *d, k4: *d, k5: *d, k6: *d, k7: *d, k8: *d, k9: *d}
            f: &f {k1: *e, k2: *e, k3: *e, k4: *e, k5: *e, k6: *e, k7: *e, k8: *e, k9: *e}
            """;

        ConfigurationReaderTests
            .Mistake(file)
            .Message.Should()
            .EndWith("the file holds more than 100000 values, each alias counted as what it stands for.");
    }

    [Theory]
    [InlineData(99_992, true)]
    [InlineData(99_993, false)]
    public static void Counts_every_value(int labels, bool accepted)
    {
        // Eight values lie around the labels.
        var list = string.Join(", ", Enumerable.Range(0, labels).Select(_ => "x"));
        var file = $"environments: [{{name: dev}}]\nx: [{list}]";

        var mistake = ConfigurationReaderTests.Mistake(file).Message;

        mistake.Contains("more than 100000 values", StringComparison.Ordinal).Should().Be(!accepted);
    }

    [Theory]
    [InlineData(1_000_000, "the file is empty.")]
    [InlineData(1_000_001, "the file holds 1000001 characters. At most 1000000 are read.")]
    public static void Reads_no_file_of_more_than_a_million_characters(int length, string expected) =>
        ConfigurationReaderTests.Mistake("#" + new string('x', length - 1)).Message.Should().Contain(expected);

    [Theory]
    [InlineData("environments: [", 2)]
    [InlineData("environments: ]", 1)]
    [InlineData("environments: {name: dev", 2)]
    [InlineData("environments:\n  - name: 'dev", 2)]
    [InlineData("environments:\n- name: dev\n auto: true", 3)]
    [InlineData("environments: dev: prod", 1)]
    [InlineData("environments: @dev", 1)]
    [InlineData("environments: \"\\q\"", 1)]
    [InlineData("environments: !x!y z", 1)]
    [InlineData("environments:\n  - name: !!] dev", 2)]
    [InlineData("environments: [{name: dev}]\n...{", 2)]
    [InlineData("? :", 2)]
    [InlineData("%YAML 3.0\n---\na: 1", 1)]
    [InlineData("environments:\n  - name: dev\n  auto: true", 3)]
    public static void Says_where_a_file_stops_being_YAML(string file, int line) =>
        ConfigurationReaderTests
            .Mistake(file)
            .Message.Should()
            .MatchRegex(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $@"\Agitops-promotion\.yaml:{line}:[0-9]+: this is no YAML: ."
                )
            );

    [Theory]
    [InlineData("environments:\n  - name: d\0v", "2:12", @"\u0000")]
    [InlineData("\b", "1:1", @"\u0008")]
    [InlineData("#\r\n# \f", "2:3", @"\u000c")]
    [InlineData("\u001b[31m", "1:1", @"\u001b")]
    [InlineData("\u007f", "1:1", @"\u007f")]
    [InlineData("\u009f", "1:1", @"\u009f")]
    [InlineData("\uFFFF", "1:1", @"\uffff")]
    [InlineData("\uFFFE", "1:1", @"\ufffe")]
    public static void Refuses_control_characters(string file, string place, string shown) =>
        ConfigurationReaderTests
            .Mistake(file)
            .Message.Should()
            .Be($"gitops-promotion.yaml:{place}: the control character '{shown}' stands here. YAML allows none.");

    [Fact]
    public static void Reads_line_ends_and_tabs_that_are_no_indentation() =>
        ConfigurationReader
            .Read("environments:\t\r\n- name:\tdev\t# first\r\n  auto: true\r\n- name: qa\r\n")
            .Environments.Select(stage => stage.Name.Value)
            .Should()
            .Equal("dev", "qa");

    [Fact]
    public static void Fails_on_no_text_whatever_in_another_way_than_with_a_mistake() =>
        Prop.ForAll(
                Gen.Elements(
                        "environments",
                        "name",
                        "auto",
                        "groups",
                        ":",
                        " ",
                        "\n",
                        "  ",
                        "- ",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        "&a ",
                        "*a",
                        "<<",
                        "!",
                        "!!str ",
                        "'",
                        "\"",
                        "\\",
                        "\\U",
                        "\\x",
                        "#",
                        "|",
                        ">",
                        "%",
                        "---",
                        "...",
                        "? ",
                        "\t",
                        "\r",
                        "\0",
                        "\uD800",
                        "é",
                        "true",
                        "5m",
                        "~"
                    )
                    .ListOf()
                    .Select(string.Concat)
                    .ToArbitrary(),
                file =>
                {
                    try
                    {
                        return ConfigurationReader.Read(file).Environments.Count > 0;
                    }
                    catch (PromotionException mistake)
                    {
                        return mistake.Kind is FailureKind.Configuration && mistake.Hint is { Length: > 0 };
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(60));
}

using System.Globalization;
using FluentAssertions;
using GitOpsPromotion.Configuration;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

public static class YamlComposerTests
{
    [Fact]
    public static void An_alias_has_the_value_of_its_anchor()
    {
        const string file = """
            branch: &name trunk
            environments:
              - name: *name
            """;

        ConfigurationReader.Read(file).Environments[0].Name.Value.Should().Be("trunk");
    }

    [Fact]
    public static void Uses_the_last_of_several_anchors_with_the_same_name()
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
    public static void Own_keys_have_precedence_over_merged_keys()
    {
        const string file = """
            environments:
              - &base {name: dev, auto: true}
              - {name: qa, <<: *base}
              - {<<: *base, name: prod, auto: false}
            """;

        var environments = ConfigurationReader.Read(file).Environments;

        environments
            .Select(environment => $"{environment.Name} {environment.Auto}")
            .Should()
            .Equal("dev True", "qa True", "prod False");
    }

    [Fact]
    public static void The_first_of_several_merged_mappings_has_precedence()
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
    public static void A_quoted_merge_key_is_a_normal_key() =>
        ConfigurationReaderTests
            .FailureOf("environments: [{name: dev, \"<<\": {auto: true}}]")
            .Message.Should()
            .Contain("unknown key '<<'");

    [Fact]
    public static void Reports_the_first_of_two_equal_keys_in_a_mapping_with_a_merge()
    {
        const string file = """
            environments:
              - &base {name: dev, auto: true}
              - name: qa
                <<: *base
                name: prod
            """;

        ConfigurationReaderTests
            .FailureOf(file)
            .Message.Should()
            .StartWith("gitops-promotion.yaml:5:5: duplicate key 'name' (first on line 3).");
    }

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
    public static void Reports_the_position_of_invalid_YAML(string file, int line) =>
        ConfigurationReaderTests
            .FailureOf(file)
            .Message.Should()
            .MatchRegex(
                string.Create(CultureInfo.InvariantCulture, $@"\Agitops-promotion\.yaml:{line}:[0-9]+: invalid YAML: .")
            );

    [Theory]
    [InlineData("environments:\n  - name: d\0v", "2:12", @"\u{0}")]
    [InlineData("\b", "1:1", @"\u{8}")]
    [InlineData("#\r\n# \f", "2:3", @"\u{c}")]
    [InlineData("\u001b[31m", "1:1", @"\u{1b}")]
    [InlineData("\u007f", "1:1", @"\u{7f}")]
    [InlineData("\u009f", "1:1", @"\u{9f}")]
    [InlineData("\uFFFF", "1:1", @"\u{ffff}")]
    [InlineData("\uFFFE", "1:1", @"\u{fffe}")]
    public static void Rejects_control_characters(string file, string position, string shown) =>
        ConfigurationReaderTests
            .FailureOf(file)
            .Message.Should()
            .Be($"gitops-promotion.yaml:{position}: control character '{shown}' is not allowed in YAML.");

    [Fact]
    public static void Reads_line_endings_and_tabs_that_are_not_indentation() =>
        ConfigurationReader
            .Read("environments:\t\r\n- name:\tdev\t# first\r\n  auto: true\r\n- name: qa\r\n")
            .Environments.Select(environment => environment.Name.Value)
            .Should()
            .Equal("dev", "qa");
}

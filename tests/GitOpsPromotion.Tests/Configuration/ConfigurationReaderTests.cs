using FluentAssertions;
using GitOpsPromotion.Configuration;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

public static class ConfigurationReaderTests
{
    [Fact]
    public static void Reads_every_key()
    {
        const string file = """
            prflow: per-env
            status_timeout_minutes: 10
            branch: trunk
            environments:
              - name: dev
                auto: true
              - name: prod
                auto: false
            groups:
              apps:
                applications:
                  podinfo:
                    featureOverwrite: true
                    featureLabelSelector: {app: podinfo, tier: web}
                  cart: {}
              infra: {}
            """;

        var configuration = ConfigurationReader.Read(file);

        configuration.Flow.Should().Be(PromotionFlow.PerEnvironment);
        configuration.StatusTimeout.Should().Be(TimeSpan.FromMinutes(10));
        configuration.Branch.Should().Be("trunk");
        configuration.Environments.Should().Equal(Stage("dev", auto: true), Stage("prod", auto: false));
        configuration.Groups.Select(group => group.Name.Value).Should().Equal("apps", "infra");
        configuration.Groups[0].Apps.Select(app => app.Name.Value).Should().Equal("podinfo", "cart");
        configuration.Groups[0].Apps[0].FeatureOverwrite.Should().BeTrue();
        configuration
            .Groups[0]
            .Apps[0]
            .FeatureLabelSelector.Should()
            .Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["app"] = "podinfo", ["tier"] = "web" });
        configuration.Groups[0].Apps[1].FeatureOverwrite.Should().BeFalse();
        configuration.Groups[0].Apps[1].FeatureLabelSelector.Should().BeEmpty();
        configuration.Groups[1].Apps.Should().BeEmpty();
    }

    [Fact]
    public static void Takes_the_defaults_for_what_is_not_written()
    {
        const string file = """
            prflow:
            environments:
              - name: dev
            """;

        var configuration = ConfigurationReader.Read(file);

        configuration.Flow.Should().Be(PromotionFlow.PerApp);
        configuration.StatusTimeout.Should().Be(TimeSpan.FromMinutes(5));
        configuration.Branch.Should().BeNull();
        configuration.Environments.Should().Equal(Stage("dev", auto: false));
        configuration.Groups.Should().BeEmpty();
    }

    [Fact]
    public static void Reads_the_flow_that_is_also_the_default() =>
        ConfigurationReader.Read("prflow: per-app\nenvironments: [{name: dev}]").Flow.Should().Be(PromotionFlow.PerApp);

    [Theory]
    [MemberData(nameof(GoodConfigurations.Names), MemberType = typeof(GoodConfigurations))]
    public static void Accepts(string name)
    {
        var read = () => ConfigurationReader.Read(GoodConfigurations.Get(name).Text);

        read.Should().NotThrow();
    }

    [Theory]
    [MemberData(nameof(BadConfigurations.Names), MemberType = typeof(BadConfigurations))]
    public static void Refuses_with_place_reason_and_hint(string name)
    {
        var file = BadConfigurations.Get(name);

        var mistake = Mistake(file.Text);

        mistake.Message.Should().Be($"gitops-promotion.yaml:{file.Mistake}");
        mistake.Hint.Should().Be(file.Hint);
        mistake.Kind.Should().Be(FailureKind.Configuration);
    }

    [Fact]
    public static void Names_the_file_as_the_caller_does()
    {
        var read = () => ConfigurationReader.Read("environments: []", "gitops-promotion.yaml (commit 1a2b3c)");

        read.Should().Throw<PromotionException>().WithMessage("gitops-promotion.yaml (commit 1a2b3c):1:15: *");
    }

    [Fact]
    public static void Says_where_a_missing_file_was_looked_for_and_what_a_minimal_one_looks_like()
    {
        var missing = ConfigurationReader.Missing("the root of commit 1a2b3c");

        missing.Kind.Should().Be(FailureKind.Configuration);
        missing
            .Message.Should()
            .Be("There is no gitops-promotion.yaml: it was looked for in the root of commit 1a2b3c.");
        var example = missing.Hint![missing.Hint!.IndexOf("\n\n", StringComparison.Ordinal)..];
        ConfigurationReader
            .Read(example)
            .Environments.Should()
            .Equal(Stage("dev", auto: true), Stage("prod", auto: false));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("TRUE", true)]
    [InlineData("yes", true)]
    [InlineData("Yes", true)]
    [InlineData("YES", true)]
    [InlineData("on", true)]
    [InlineData("On", true)]
    [InlineData("ON", true)]
    [InlineData("y", true)]
    [InlineData("Y", true)]
    [InlineData("false", false)]
    [InlineData("False", false)]
    [InlineData("FALSE", false)]
    [InlineData("no", false)]
    [InlineData("No", false)]
    [InlineData("NO", false)]
    [InlineData("off", false)]
    [InlineData("Off", false)]
    [InlineData("OFF", false)]
    [InlineData("n", false)]
    [InlineData("N", false)]
    [InlineData("~", false)]
    [InlineData("null", false)]
    [InlineData("Null", false)]
    [InlineData("NULL", false)]
    [InlineData("", false)]
    public static void Reads_a_switch_as_the_reader_of_the_Go_tool_does(string written, bool auto) =>
        ConfigurationReader
            .Read($"environments:\n  - name: dev\n    auto: {written}\n")
            .Environments.Should()
            .Equal(Stage("dev", auto));

    [Fact]
    public static void Keeps_the_text_of_what_YAML_takes_for_something_else()
    {
        const string file = """
            branch: 1.20
            environments: [{name: 0123}, {name: off}]
            groups: {1e3: {applications: {0x1f: {featureLabelSelector: {a: 1.0, b: yes, c: }}}}}
            """;

        var configuration = ConfigurationReader.Read(file);

        configuration.Branch.Should().Be("1.20");
        configuration.Environments.Select(stage => stage.Name.Value).Should().Equal("0123", "off");
        var group = configuration.Groups.Should().ContainSingle().Subject;
        group.Name.Value.Should().Be("1e3");
        group.Apps[0].Name.Value.Should().Be("0x1f");
        group
            .Apps[0]
            .FeatureLabelSelector.Should()
            .Equal(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["a"] = "1.0",
                    ["b"] = "yes",
                    ["c"] = "",
                }
            );
    }

    [Fact]
    public static void Counts_columns_without_the_byte_order_mark() =>
        Mistake("\uFEFFprflow: x").Message.Should().StartWith("gitops-promotion.yaml:1:9: ");

    [Fact]
    public static void Never_shows_a_control_character_of_the_file() =>
        Mistake("\"\\e[31m\\r\\n::error::\": 1")
            .Message.Should()
            .Contain(@"'\u001b[31m\u000d\u000a::error::'")
            .And.NotContainAny("\u001b", "\r", "\n");

    internal static PromotionException Mistake(string file)
    {
        var read = () => ConfigurationReader.Read(file);
        return read.Should().Throw<PromotionException>().Which;
    }

    private static EnvironmentSettings Stage(string name, bool auto) => new(EnvironmentName.Parse(name), auto);
}

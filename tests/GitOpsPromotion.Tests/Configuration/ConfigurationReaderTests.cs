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
        configuration.Environments.Should().Equal(Environment("dev", auto: true), Environment("prod", auto: false));
    }

    [Fact]
    public static void Uses_the_defaults_of_missing_keys()
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
        configuration.Environments.Should().Equal(Environment("dev", auto: false));
    }

    [Fact]
    public static void Reads_the_flow_that_is_also_the_default() =>
        ConfigurationReader.Read("prflow: per-app\nenvironments: [{name: dev}]").Flow.Should().Be(PromotionFlow.PerApp);

    [Theory]
    [MemberData(nameof(ValidConfigurations.Names), MemberType = typeof(ValidConfigurations))]
    public static void Accepts_valid_files(string name)
    {
        var read = () => ConfigurationReader.Read(ValidConfigurations.Get(name).Text);

        read.Should().NotThrow();
    }

    [Theory]
    [MemberData(nameof(InvalidConfigurations.Names), MemberType = typeof(InvalidConfigurations))]
    public static void Rejects_invalid_files_with_position_reason_and_hint(string name)
    {
        var file = InvalidConfigurations.Get(name);

        var failure = FailureOf(file.Text);

        failure.Message.Should().Be($"gitops-promotion.yaml:{file.Message}");
        failure.Hint.Should().Be(file.Hint);
        failure.Kind.Should().Be(FailureKind.Configuration);
    }

    [Fact]
    public static void Names_the_file_like_the_caller()
    {
        var read = () => ConfigurationReader.Read("environments: []", "gitops-promotion.yaml (commit 1a2b3c)");

        read.Should().Throw<PromotionException>().WithMessage("gitops-promotion.yaml (commit 1a2b3c):1:15: *");
    }

    [Fact]
    public static void A_missing_file_is_reported_with_its_location_and_a_minimal_example()
    {
        var missing = ConfigurationReader.Missing("the root of commit 1a2b3c");

        missing.Kind.Should().Be(FailureKind.Configuration);
        missing.Message.Should().Be("gitops-promotion.yaml not found in the root of commit 1a2b3c.");
        var example = missing.Hint![missing.Hint!.IndexOf("\n\n", StringComparison.Ordinal)..];
        ConfigurationReader
            .Read(example)
            .Environments.Should()
            .Equal(Environment("dev", auto: true), Environment("prod", auto: false));
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
    public static void Reads_a_boolean_like_the_Go_tool(string written, bool auto) =>
        ConfigurationReader
            .Read($"environments:\n  - name: dev\n    auto: {written}\n")
            .Environments.Should()
            .Equal(Environment("dev", auto));

    [Fact]
    public static void Keeps_the_text_of_values_that_YAML_reads_as_another_type()
    {
        const string file = """
            branch: 1.20
            environments: [{name: 0123}, {name: off}]
            """;

        var configuration = ConfigurationReader.Read(file);

        configuration.Branch.Should().Be("1.20");
        configuration.Environments.Select(environment => environment.Name.Value).Should().Equal("0123", "off");
    }

    [Fact]
    public static void Counts_columns_without_the_byte_order_mark() =>
        FailureOf("\uFEFFprflow: x").Message.Should().StartWith("gitops-promotion.yaml:1:9: ");

    [Fact]
    public static void Shows_no_control_characters_of_the_file() =>
        FailureOf("\"\\e[31m\\r\\n::error::\": 1")
            .Message.Should()
            .Contain(@"'\u{1b}[31m\u{d}\u{a}::error::'")
            .And.NotContainAny("\u001b", "\r", "\n");

    internal static PromotionException FailureOf(string file)
    {
        var read = () => ConfigurationReader.Read(file);
        return read.Should().Throw<PromotionException>().Which;
    }

    private static EnvironmentSettings Environment(string name, bool auto) => new(EnvironmentName.Parse(name), auto);
}

using FluentAssertions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace GitOpsPromotion.Tests.Cli;

/// <summary>The pipelines of <c>assets/azure-pipelines</c>.</summary>
public static class DocumentedPipelinesTests
{
    private const string Page = "docs/providers/azure-devops.md";

    public static TheoryData<string> Pipelines() => ["new", "promote", "status"];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public static void Are_shown_unchanged_on_the_page(string name) =>
        DocumentedYaml
            .Blocks()
            .Where(block => block.Name.StartsWith(Page, StringComparison.Ordinal))
            .Select(block => block.Text)
            .Should()
            .Contain(Checkout.Read(FileOf(name)).ReplaceLineEndings("\n"));

    [Theory]
    [MemberData(nameof(Pipelines))]
    public static void Run_their_command_with_the_token_of_the_job(string name)
    {
        var step = StepsOf(name).Last();

        step.Find("bash").Text().Should().Contain($"/gitops-promotion\" {name}");
        step.Find("env").Find("SYSTEM_ACCESSTOKEN").Text().Should().Be("$(System.AccessToken)");
        step.Find("name").Text().Should().Be("promotion");
    }

    // An expression becomes part of the script, including any commands in its value.
    [Theory]
    [MemberData(nameof(Pipelines))]
    public static void Insert_no_value_into_the_text_of_a_script(string name) =>
        StepsOf(name)
            .Select(step => step.Find("bash").Text())
            .OfType<string>()
            .Should()
            .HaveCount(2)
            .And.OnlyContain(script =>
                !script.Contains("${{", StringComparison.Ordinal) && !script.Contains("$(", StringComparison.Ordinal)
            );

    [Theory]
    [MemberData(nameof(Pipelines))]
    public static void Install_no_package_that_the_checkout_selects(string name) =>
        StepsOf(name)
            .Single(step => step.Find("displayName").Text() == "Install gitops-promotion")
            .Find("bash")
            .Text()
            .Should()
            .Contain("cd \"$AGENT_TEMPDIRECTORY\"\ndotnet tool install");

    [Theory]
    [MemberData(nameof(Pipelines))]
    public static void Leave_no_token_in_the_checkout(string name) =>
        StepsOf(name).First().Find("persistCredentials").Text().Should().Be("false");

    [Theory]
    [InlineData("new", false)]
    [InlineData("promote", true)]
    [InlineData("status", false)]
    public static void Are_triggered_by_merges_only_if_they_promote(string name, bool onMerges)
    {
        var trigger = Read(name).Find("trigger");

        (trigger is YamlMappingNode).Should().Be(onMerges);
        // The branch policy starts the check of pull requests.
        Read(name).Find("pr").Text().Should().Be("none");
        // Without batches, each merge starts a run.
        trigger.Find("batch").Text().Should().Be(onMerges ? "false" : null);
    }

    private static string FileOf(string name) => $"assets/azure-pipelines/{name}.yml";

    private static YamlMappingNode Read(string name) => YamlText.Parse(Checkout.Read(FileOf(name)));

    private static IEnumerable<YamlNode> StepsOf(string name) =>
        Read(name).Find("jobs").Items().Single().Find("steps").Items();
}

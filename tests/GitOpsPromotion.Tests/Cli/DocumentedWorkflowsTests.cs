using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace GitOpsPromotion.Tests.Cli;

/// <summary>The workflows of this repository and in its pages.</summary>
public static partial class DocumentedWorkflowsTests
{
    private const string OurAction = "acme/gitops-promotion@";

    /// <summary>The workflows by file, or by page and line.</summary>
    public static TheoryData<string> Workflows() => [.. Texts().Select(workflow => workflow.Name)];

    [Fact]
    public static void Exist_for_each_of_the_three_jobs() =>
        Texts()
            .Where(workflow => workflow.Name.StartsWith("docs/providers/github.md", StringComparison.Ordinal))
            .SelectMany(workflow => StepsOf(workflow.Name))
            .Where(step => IsOurs(step))
            .Select(step => step.Find("with").Find("action").Text())
            .Should()
            .Equal("new", "promote", "status");

    [Theory]
    [MemberData(nameof(Workflows))]
    public static void Have_permissions_and_a_timeout(string name)
    {
        var workflow = Read(name);

        workflow.Find("permissions").Should().NotBeNull();
        JobsOf(workflow)
            .Should()
            .NotBeEmpty()
            .And.OnlyContain(job => job.Find("runs-on") != null && job.Find("timeout-minutes") != null);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public static void Pin_third_party_actions(string name) =>
        StepsOf(name)
            .Where(step => !IsOurs(step))
            .Select(step => step.Find("uses").Text())
            .OfType<string>()
            .Where(uses => !Pinned.IsMatch(uses))
            .Should()
            .BeEmpty();

    [Theory]
    [MemberData(nameof(Workflows))]
    public static void Insert_no_value_into_the_text_of_a_script(string name) =>
        StepsOf(name)
            .Select(step => step.Find("run").Text())
            .OfType<string>()
            .Where(script => script.Contains("${{", StringComparison.Ordinal))
            .Should()
            .BeEmpty();

    [Theory]
    [MemberData(nameof(Workflows))]
    public static void Leave_no_token_in_the_checkout(string name) =>
        StepsOf(name)
            .Where(step => step.Find("uses").Text()?.StartsWith("actions/checkout@", StringComparison.Ordinal) is true)
            .Where(step => step.Find("with").Find("persist-credentials").Text() != "false")
            .Should()
            .BeEmpty();

    [Theory]
    [MemberData(nameof(Workflows))]
    public static void Pass_only_inputs_that_the_action_has(string name)
    {
        var inputs = YamlText
            .Parse(Checkout.Read("action.yml"))
            .Find("inputs")
            .Keys()
            .ToHashSet(StringComparer.Ordinal);

        StepsOf(name).Where(IsOurs).SelectMany(step => step.Find("with").Keys()).Should().BeSubsetOf(inputs);
    }

    private static bool IsOurs(YamlNode step) =>
        step.Find("uses").Text()?.StartsWith(OurAction, StringComparison.Ordinal) is true;

    private static IEnumerable<YamlNode> JobsOf(YamlMappingNode workflow) =>
        workflow.Find("jobs").Keys().Select(job => workflow.Find("jobs").Find(job)!);

    private static IEnumerable<YamlNode> StepsOf(string name) =>
        JobsOf(Read(name)).SelectMany(job => job.Find("steps").Items());

    private static YamlMappingNode Read(string name) =>
        YamlText.Parse(Texts().Single(workflow => workflow.Name == name).Text);

    private static IEnumerable<(string Name, string Text)> Texts() =>
        Directory
            .EnumerateFiles(Path.Combine(Checkout.Root, ".github", "workflows"))
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)))
            .Concat(DocumentedYaml.Blocks().Where(block => block.Text.Contains("\non:\n", StringComparison.Ordinal)));

    [GeneratedRegex("^[A-Za-z-]+/[A-Za-z-]+@[0-9a-f]{40}$")]
    private static partial Regex Pinned { get; }
}

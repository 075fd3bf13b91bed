using FluentAssertions;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Ci;

public sealed class CiReportTests : IDisposable
{
    private const string Secret = "s3cr3t";

    private static readonly Result Opened = new()
    {
        Outcome = "opened",
        Message = "created a branch",
        Branch = "promote/webshop-webui",
        Commit = new string('a', 40),
        PullRequest = new(7, "Promote", "open", AutoMerge: true, MergeCommit: null, Url: null),
    };

    private readonly TemporaryDirectory folder = new();
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };
    private readonly Terminal terminal;

    public CiReportTests()
    {
        terminal = new Terminal(output, error, width: 80, color: false);
        terminal.AddSecret(Secret);
    }

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public void Tells_nobody_where_there_is_no_CI_system()
    {
        CiReport
            .For(Job.With(("GITHUB_OUTPUT", folder["output"]), ("GITHUB_STEP_SUMMARY", folder["summary"])), terminal)
            .Write("new", Result.Failed("No.", "Try again.", ExitCode.Failed));

        Said.Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Hands_values_to_later_steps_of_GitHub_Actions()
    {
        File.WriteAllText(folder["output"], "earlier=1\n");

        GitHub.Write("new", Opened);

        GitHubOutputs()
            .Should()
            .Equal(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["earlier"] = "1",
                    ["outcome"] = "opened",
                    ["pull-request"] = "7",
                    ["branch"] = "promote/webshop-webui",
                    ["commit"] = new string('a', 40),
                }
            );
        Said.Should().BeEmpty();
    }

    [Fact]
    public void Hands_values_to_later_steps_of_Azure_Pipelines()
    {
        Azure.Write("new", Opened);

        Said.Should()
            .Be(
                $"""
                ##vso[task.setvariable variable=outcome;isOutput=true]opened
                ##vso[task.setvariable variable=pullRequest;isOutput=true]7
                ##vso[task.setvariable variable=branch;isOutput=true]promote/webshop-webui
                ##vso[task.setvariable variable=commit;isOutput=true]{new string('a', 40)}

                """.ReplaceLineEndings("\n")
            );
        output.ToString().Should().BeEmpty();
    }

    [Fact]
    public void Lets_no_value_name_another()
    {
        GitHub.Write("status", Opened with { Branch = "a\nghadelimiter_\noutcome=stolen\n::error::x" });

        GitHubOutputs()["outcome"].Should().Be("opened");
        GitHubOutputs().Should().HaveCount(4);
    }

    [Fact]
    public void Ends_each_list_of_values_in_a_way_that_nobody_can_foresee()
    {
        GitHub.Write("new", Opened);
        GitHub.Write("new", Opened);

        File.ReadLines(folder["output"])
            .Where(line => line.StartsWith("ghadelimiter_", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Should()
            .HaveCount(2)
            .And.OnlyContain(line => line.Length > 40);
    }

    [Fact]
    public void Hands_Azure_Pipelines_no_value_in_which_it_would_put_a_variable()
    {
        Azure.Write("status", Opened with { Branch = "x$(System.AccessToken)" });

        Said.Should().NotContain("AccessToken").And.Contain("variable=outcome;");
    }

    [Fact]
    public void Notes_warnings_where_the_command_succeeded()
    {
        var result = Opened with { Warnings = [new("is a\nlink", "webshop/dev/web.yaml", Line: 3)] };

        GitHub.Write("new", result);
        Said.Should().Be("::warning title=gitops-promotion new::webshop/dev/web.yaml:3: is a link\n");

        Azure.Write("new", result);
        Said.Should()
            .Contain("##vso[task.logissue type=warning]gitops-promotion new: webshop/dev/web.yaml:3: is a link\n");
    }

    [Fact]
    public void Notes_a_failure_on_the_page_of_a_workflow()
    {
        GitHub.Write("new", Result.Failed("100% no:\r\n::add-mask::x", "One,\ntwo.", ExitCode.Failed));

        Said.Should().Be("::error title=gitops-promotion new failed::100%25 no: ::add-mask::x%0AOne,%0Atwo.\n");
        GitHubOutputs()
            .Should()
            .Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["outcome"] = "failed" });
    }

    [Fact]
    public void Notes_a_failure_on_the_page_of_a_pipeline()
    {
        Azure.Write("new", Result.Failed("100% no;\n##vso[task.complete]x", "Look ]up.", ExitCode.Failed));

        Said.Should()
            .Be(
                """
                ##vso[task.logissue type=error]gitops-promotion new failed: 100%AZP25 no; # #vso[task.complete]x Look ]up.
                ##vso[task.setvariable variable=outcome;isOutput=true]failed

                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public void Never_tells_a_secret()
    {
        var failed = Result.Failed($"No {Secret}.", $"Not {Secret}.", ExitCode.Unavailable) with { Branch = Secret };

        GitHub.Write("new", failed);
        Azure.Write("new", failed);

        (Said + File.ReadAllText(folder["output"]) + File.ReadAllText(folder["summary"]))
            .Should()
            .NotContain(Secret)
            .And.Contain("***");
    }

    [Fact]
    public void Says_what_it_could_not_write_and_goes_on()
    {
        var report = CiReport.For(
            Job.With(
                ("GITHUB_ACTIONS", "true"),
                ("GITHUB_OUTPUT", folder["none/output"]),
                ("GITHUB_STEP_SUMMARY", folder["summary"])
            ),
            terminal
        );

        report.Write("new", Opened);

        Said.Should().StartWith("warning: cannot write to the file in GITHUB_OUTPUT: ");
        File.Exists(folder["summary"]).Should().BeTrue();
    }

    private CiReport GitHub =>
        CiReport.For(
            Job.With(
                ("GITHUB_ACTIONS", "true"),
                ("GITHUB_OUTPUT", folder["output"]),
                ("GITHUB_STEP_SUMMARY", folder["summary"])
            ),
            terminal
        );

    private CiReport Azure => CiReport.For(Job.With(("TF_BUILD", "True")), terminal);

    private string Said => error.ToString();

    private Dictionary<string, string> GitHubOutputs() => StepOutputs.Read(File.ReadAllText(folder["output"]));
}

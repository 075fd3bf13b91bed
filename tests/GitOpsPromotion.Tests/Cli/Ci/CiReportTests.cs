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
    public void Reports_nothing_outside_of_CI_systems()
    {
        CiReport
            .For(Job.With(("GITHUB_OUTPUT", folder["output"]), ("GITHUB_STEP_SUMMARY", folder["summary"])), terminal)
            .Write("new", Result.Failed("No.", "Try again.", ExitCode.Failed));

        Said.Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Sets_outputs_in_GitHub_Actions()
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
    public void Sets_outputs_in_Azure_Pipelines()
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
    public void Prevents_values_from_setting_other_outputs()
    {
        GitHub.Write("status", Opened with { Branch = "a\nghadelimiter_\noutcome=stolen\n::error::x" });

        GitHubOutputs()["outcome"].Should().Be("opened");
        GitHubOutputs().Should().HaveCount(4);
    }

    [Fact]
    public void Uses_a_random_delimiter_for_each_value()
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
    public void Does_not_set_outputs_with_macros_in_Azure_Pipelines()
    {
        Azure.Write("status", Opened with { Branch = "x$(System.AccessToken)" });

        Said.Should().NotContain("AccessToken").And.Contain("variable=outcome;");
    }

    [Fact]
    public void Reports_warnings_of_a_command_that_succeeded()
    {
        var result = Opened with { Warnings = [new("is a\nlink", "webshop/dev/web.yaml", Line: 3)] };

        GitHub.Write("new", result);
        Said.Should().Be("::warning title=gitops-promotion new::webshop/dev/web.yaml:3: is a link\n");

        Azure.Write("new", result);
        Said.Should()
            .Contain("##vso[task.logissue type=warning]gitops-promotion new: webshop/dev/web.yaml:3: is a link\n");
    }

    [Fact]
    public void Reports_a_failure_in_GitHub_Actions()
    {
        GitHub.Write("new", Result.Failed("100% no:\r\n::add-mask::x", "One,\ntwo.", ExitCode.Failed));

        Said.Should().Be("::error title=gitops-promotion new failed::100%25 no: ::add-mask::x%0AOne,%0Atwo.\n");
        GitHubOutputs()
            .Should()
            .Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["outcome"] = "failed" });
    }

    [Fact]
    public void Reports_a_failure_in_Azure_Pipelines()
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
    public void Redacts_secrets()
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
    public void Reports_a_file_that_cannot_be_written_and_continues()
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

using FluentAssertions;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Ci;

/// <summary>Warnings and failures in the log of a job.</summary>
public sealed class CiReportMessagesTests : CiReportTest
{
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

        (Said + File.ReadAllText(Folder["output"]) + File.ReadAllText(Folder["summary"]))
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
                ("GITHUB_OUTPUT", Folder["none/output"]),
                ("GITHUB_STEP_SUMMARY", Folder["summary"])
            ),
            Terminal
        );

        report.Write("new", Opened);

        Said.Should().StartWith("warning: cannot write to the file in GITHUB_OUTPUT: ");
        File.Exists(Folder["summary"]).Should().BeTrue();
    }
}

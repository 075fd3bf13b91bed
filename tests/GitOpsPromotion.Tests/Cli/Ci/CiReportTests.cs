using FluentAssertions;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Ci;

/// <summary>Outputs of a job.</summary>
public sealed class CiReportTests : CiReportTest
{
    [Fact]
    public void Reports_nothing_outside_of_CI_systems()
    {
        CiReport
            .For(Job.With(("GITHUB_OUTPUT", Folder["output"]), ("GITHUB_STEP_SUMMARY", Folder["summary"])), Terminal)
            .Write("new", Result.Failed("No.", "Try again.", ExitCode.Failed));

        Said.Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(Folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Sets_outputs_in_GitHub_Actions()
    {
        File.WriteAllText(Folder["output"], "earlier=1\n");

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
        Output.Should().BeEmpty();
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

        File.ReadLines(Folder["output"])
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
}

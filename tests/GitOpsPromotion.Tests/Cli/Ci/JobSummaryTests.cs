using FluentAssertions;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Ci;

public static class JobSummaryTests
{
    [Fact]
    public static void Shows_the_result_and_the_changes() =>
        JobSummary
            .Write(
                "new",
                new Result
                {
                    Outcome = "opened",
                    Message = "created",
                    Group = "webshop",
                    App = "webui",
                    Environment = "dev",
                    Tag = "2",
                    PullRequest = new(
                        7,
                        "Promote",
                        "open",
                        AutoMerge: true,
                        MergeCommit: null,
                        new Uri("https://forge.test/7")
                    ),
                    Branch = "promote",
                    Commit = "abc",
                    Changes = [new("dev", 3, "1", "2", "webshop:webui")],
                },
                text => text
            )
            .Should()
            .Be(
                """
                ### gitops-promotion new: opened

                <code>created</code>

                | | |
                | --- | --- |
                | app | <code>webshop&#47;webui</code> |
                | environment | <code>dev</code> |
                | version | <code>2</code> |
                | pull request | <a href="https&#58;&#47;&#47;forge&#46;test&#47;7">7</a> <code>Promote</code> |
                | branch | <code>promote</code> |
                | commit | <code>abc</code> |

                | file | line | from | to |
                | --- | --- | --- | --- |
                | <code>dev</code> | 3 | <code>1</code> | <code>2</code> |


                """.ReplaceLineEndings("\n")
            );

    [Fact]
    public static void Shows_warnings_with_file_and_line() =>
        JobSummary
            .Write(
                "new",
                new Result
                {
                    Outcome = "opened",
                    Message = "created",
                    Warnings = [new("no longer pinned", "app.yaml", 3), new("replaced", File: null, Line: null)],
                },
                text => text
            )
            .Should()
            .Contain(
                "Warning: <code>app&#46;yaml&#58;3&#58; no longer pinned</code>\n\nWarning: <code>replaced</code>\n"
            );

    [Fact]
    public static void Shows_a_failure_and_its_hint() =>
        JobSummary
            .Write("promote", Result.Failed("No", "Try", ExitCode.Failed), text => text)
            .Should()
            .Be("### gitops-promotion promote: failed\n\n<code>No</code>\n\nHint: <code>Try</code>\n\n");

    [Fact]
    public static void Shows_the_parts_of_a_plan_that_are_not_in_the_table()
    {
        var summary = JobSummary.Write(
            "new",
            new Result
            {
                Outcome = "planned",
                Message = "nothing was changed\n-old\n+new",
                Plan = new("base", "main", "title", "description", "at once", "diff"),
            },
            text => text
        );

        summary.Should().Be("### gitops-promotion new: planned\n\n<code>nothing was changed</code>\n\n");
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("</code><script>")]
    [InlineData("[a](https://evil.example)")]
    [InlineData("https://evil.example www.evil.example @everyone #7 me@evil.example")]
    [InlineData("`code` **bold** _it_ ~~no~~ | cell | \\| cell &lt; &#60;")]
    public static void Escapes_all_text_from_outside(string text)
    {
        var summary = JobSummary.Write(
            "new",
            Result.Failed(text, text, ExitCode.Failed) with
            {
                Changes = [new(text, 1, text, text, text)],
            },
            line => line
        );

        // Between the tags there are only letters, digits, spaces and character references.
        foreach (var code in summary.Split("<code>").Skip(1).Select(part => part.Split("</code>")[0]))
        {
            code.Should().MatchRegex("^([A-Za-z0-9 ]|&#[0-9]+;)+$");
            System.Net.WebUtility.HtmlDecode(code).Should().Be(text);
        }

        summary.Split("<code>").Should().HaveCount(6);
        summary
            .Split('\n')
            .Single(line => line.Contains("| 1 |", StringComparison.Ordinal))
            .Count(sign => sign is '|')
            .Should()
            .Be(5);
    }

    [Fact]
    public static void Makes_no_link_for_an_invalid_URL() =>
        JobSummary
            .Write(
                "new",
                new Result
                {
                    Outcome = "opened",
                    Message = "created",
                    PullRequest = new(
                        7,
                        "",
                        "open",
                        AutoMerge: true,
                        MergeCommit: null,
                        new Uri("javascript:alert(1)")
                    ),
                },
                text => text
            )
            .Should()
            .NotContain("href");

    [Fact]
    public static void Stays_below_the_limit_of_GitHub()
    {
        var text = new string('|', 10_000);
        var summary = JobSummary.Write(
            "new",
            new Result
            {
                Outcome = "opened",
                Message = text,
                Hint = text,
                Branch = text,
                Changes = [.. Enumerable.Repeat(new ResultChange(text, 1, text, text, text), 10_000)],
            },
            line => line
        );

        summary.Length.Should().BeLessThan(1024 * 1024);
        summary.Should().Contain("And 9900 more changes.");
    }
}

using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public static class PullRequestLineTests
{
    [Theory]
    [InlineData("opened", "open", "https://forge.example/pull/7", "pull request 7: https://forge.example/pull/7\n")]
    [InlineData(
        "opened",
        "merged",
        "https://forge.example/pull/7",
        "pull request 7 was merged: https://forge.example/pull/7\n"
    )]
    [InlineData("merged", "merged", "https://forge.example/pull/7", "pull request 7: https://forge.example/pull/7\n")]
    [InlineData("opened", "merged", null, "pull request 7 was merged\n")]
    [InlineData("opened", "open", null, "")]
    [InlineData("opened", "open", "javascript:alert(1)", "")]
    public static void Has_the_URL_of_the_pull_request_and_its_state(
        string outcome,
        string state,
        string? page,
        string line
    ) => Said(outcome, state, page, escapes: false).Should().Be(line);

    [Fact]
    public static void Is_a_link_if_the_terminal_supports_links() =>
        Said("opened", "open", "https://forge.example/pull/7", escapes: true)
            .Should()
            .Be("pull request 7: \e]8;;https://forge.example/pull/7\e\\https://forge.example/pull/7\e]8;;\e\\\n");

    private static string Said(string outcome, string state, string? page, bool escapes)
    {
        using StringWriter error = new() { NewLine = "\n" };
        Terminal terminal = new(TextWriter.Null, error, width: 80, color: false) { ErrorSupportsEscapes = escapes };
        PullRequestLine.Write(
            new Result
            {
                Outcome = outcome,
                Message = "done",
                PullRequest = new ResultPullRequest(
                    7,
                    "A title",
                    state,
                    AutoMerge: false,
                    MergeCommit: null,
                    page is null ? null : new Uri(page)
                ),
            },
            terminal
        );
        return error.ToString();
    }
}

using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public static class PromoteResultsTests
{
    private static readonly Result Pushed = new() { Outcome = "no-pull-request", Message = "pushed" };

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("0 0", "", 0)]
    [InlineData("1 0", "", 1)]
    [InlineData("0 2", "", 2)]
    [InlineData("1 3 0", "", 3)]
    [InlineData("0", "1", 1)]
    [InlineData("0", "3", 3)]
    [InlineData("1", "3", 3)]
    public static void Has_the_worst_exit_code(string results, string failures, int expected)
    {
        PromoteResults answer = new([Pushed, .. Ending(results)], [.. Ending(failures)], [], rebuilt: null);

        answer.ExitCode.Should().Be((ExitCode)expected);
    }

    [Fact]
    public static void Has_the_promotion_at_HEAD_and_lists_all()
    {
        var (first, second) = (Opened("first"), Opened("second"));

        PromoteResults answer = new([first, Pushed, second], [], ["a note"], rebuilt: null);

        answer.Combined.Message.Should().Be("second");
        answer.Combined.Promotions.Should().Equal(first, second);
        answer.Combined.Notes.Should().Equal("a note");
        answer.Lines.Select(line => line.Message).Should().Equal("first", "second");
    }

    [Fact]
    public static void Explains_commits_without_promotion()
    {
        PromoteResults answer = new([Pushed, Pushed], [], [], rebuilt: null);

        answer.Combined.Should().Be(Pushed);
        answer.Lines.Should().Equal(Pushed);
    }

    [Fact]
    public static void Includes_other_failures_and_keeps_the_outputs()
    {
        var failure = Result.Failed("The refs were not read.", hint: null, ExitCode.Unavailable);

        PromoteResults answer = new([Opened("opened")], [failure], [], rebuilt: null);

        answer.Combined.Message.Should().Be("opened");
        answer.Combined.Failures.Should().Equal("The refs were not read.");
        answer.Reports.Select(report => report.Message).Should().Equal("The refs were not read.", "opened");
    }

    private static Result Opened(string message) => new() { Outcome = "opened", Message = message };

    private static IEnumerable<Result> Ending(string codes) =>
        codes
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(code =>
                code is "0" ? Opened("opened") : Result.Failed("failed", hint: null, (ExitCode)(code[0] - '0'))
            );
}

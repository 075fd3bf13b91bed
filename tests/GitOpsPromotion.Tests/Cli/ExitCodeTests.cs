using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public static class ExitCodeTests
{
    [Theory]
    [InlineData(FailureKind.Rejected, 1)]
    [InlineData(FailureKind.TimedOut, 1)]
    [InlineData(FailureKind.Configuration, 2)]
    [InlineData(FailureKind.Unavailable, 3)]
    [InlineData(FailureKind.Unauthorized, 3)]
    public static void Tells_scripts_what_sort_of_failure_it_was(FailureKind kind, int code) =>
        ((int)kind.ToExitCode()).Should().Be(code);

    [Fact]
    public static void Is_there_for_every_kind()
    {
        foreach (var kind in Enum.GetValues<FailureKind>())
        {
            kind.ToExitCode().Should().NotBe(ExitCode.Done);
        }
    }

    [Fact]
    public static void Is_not_made_up_for_a_kind_that_does_not_exist()
    {
        var map = () => ((FailureKind)99).ToExitCode();

        map.Should().Throw<ArgumentOutOfRangeException>();
    }
}

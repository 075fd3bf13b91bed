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
    public static void Identifies_the_kind_of_failure(FailureKind kind, int code) =>
        ((int)kind.ToExitCode()).Should().Be(code);

    [Fact]
    public static void Exists_for_every_kind()
    {
        foreach (var kind in Enum.GetValues<FailureKind>())
        {
            kind.ToExitCode().Should().NotBe(ExitCode.Done);
        }
    }

    [Fact]
    public static void Does_not_exist_for_an_undefined_kind()
    {
        var map = () => ((FailureKind)99).ToExitCode();

        map.Should().Throw<ArgumentOutOfRangeException>();
    }
}

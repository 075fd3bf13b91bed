using FluentAssertions;
using GitOpsPromotion.Cli.Execution;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Execution;

public static class DeadlineTests
{
    [Fact]
    public static void Has_not_passed_before_its_limit()
    {
        using Deadline deadline = new(TimeSpan.FromHours(1), TimeProvider.System);

        deadline.HasPassed.Should().BeFalse();
        deadline.Limit.Should().Be(TimeSpan.FromHours(1));
    }

    [Fact]
    public static void Has_passed_if_the_limit_is_zero()
    {
        using Deadline deadline = new(TimeSpan.Zero, TimeProvider.System);

        deadline.HasPassed.Should().BeTrue();
    }

    [Fact]
    public static void Is_extended_once_by_the_wait_of_the_configuration()
    {
        using Deadline deadline = new(TimeSpan.FromHours(1), TimeProvider.System);

        deadline.Extend(TimeSpan.FromMinutes(5));
        deadline.Extend(TimeSpan.FromMinutes(5));

        deadline.Limit.Should().Be(TimeSpan.FromMinutes(65));
        deadline.HasPassed.Should().BeFalse();
    }
}

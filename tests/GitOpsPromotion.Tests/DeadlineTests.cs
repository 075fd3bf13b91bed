using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests;

public static class DeadlineTests
{
    [Fact]
    public static void Is_as_long_after_the_begin_as_it_says()
    {
        using Deadline deadline = new(TimeSpan.FromHours(1));

        deadline.HasPassed.Should().BeFalse();
        deadline.Limit.Should().Be(TimeSpan.FromHours(1));
    }

    [Fact]
    public static void Has_passed_where_no_time_is_given()
    {
        using Deadline deadline = new(TimeSpan.Zero);

        deadline.HasPassed.Should().BeTrue();
    }

    [Fact]
    public static void Is_later_by_what_a_command_is_told_to_wait_however_often_it_is_told_so()
    {
        using Deadline deadline = new(TimeSpan.FromHours(1));

        deadline.Extend(TimeSpan.FromMinutes(5));
        deadline.Extend(TimeSpan.FromMinutes(5));

        deadline.Limit.Should().Be(TimeSpan.FromMinutes(65));
        deadline.HasPassed.Should().BeFalse();
    }
}

using FluentAssertions;
using GitOpsPromotion.Providers.PlainGit;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

public static class PlainGitNumbersTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 8)]
    [InlineData(2, 16)]
    [InlineData(4, 64)]
    [InlineData(60, 64)]
    public static void Chooses_from_more_numbers_after_each_attempt(int attempts, int range) =>
        PlainGitNumbers.RangeAfter(attempts).Should().Be(range);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(256, 0)]
    [InlineData(257, 129)]
    public static void Deletes_old_numbers_many_at_a_time(int taken, int deleted) =>
        PlainGitNumbers
            .Outdated([.. Enumerable.Range(1, taken).Select(PlainGitRefs.Last)])
            .Should()
            .Equal(Enumerable.Range(1, deleted).Select(PlainGitRefs.Last));
}

using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Lists the ancestry path, in particular in shallow and partial clones.</summary>
[Trait("suite", "release")]
public sealed class AncestryPathTests : HistoryTest
{
    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    [InlineData("--depth=3")]
    [InlineData("--filter=blob:none")]
    public async Task Lists_the_ancestry_path_from_newest_to_oldest(string option)
    {
        Commit("0");
        var oldest = Commit("1");
        var second = Commit("2");
        var clone = Sandbox.Clone(Remote, "clone", option);
        var third = Commit("3");
        var newest = Commit("4");
        await using var repository = await clone.OpenAsync();

        var descendants = await repository.GetAncestryPathAsync(oldest, newest, default);

        descendants.Should().Equal(newest, third, second, oldest);
        (await repository.GetAncestryPathAsync(newest, newest, default)).Should().Equal(newest);
    }

    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    [InlineData("--filter=blob:none")]
    public async Task Lists_nothing_if_the_oldest_is_not_an_ancestor(string option)
    {
        Commit("0");
        var side = Commit("side", "side");
        var newest = Commit("1");
        await using var repository = await Sandbox.Clone(Remote, "clone", "--single-branch", option).OpenAsync();

        (await repository.GetAncestryPathAsync(side, newest, default)).Should().BeEmpty();
        (await repository.GetAncestryPathAsync(newest, CommitSha.Parse(Remote.Resolve("main~1")), default))
            .Should()
            .BeEmpty();
    }

    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    [InlineData("--filter=blob:none")]
    public async Task Lists_nothing_if_the_remote_does_not_have_the_oldest(string option)
    {
        Commit("0");
        var newest = Commit("1");
        await using var repository = await Sandbox.Clone(Remote, "clone", option).OpenAsync();

        var unknown = CommitSha.Parse("1234567890123456789012345678901234567890");
        (await repository.GetAncestryPathAsync(unknown, newest, default)).Should().BeEmpty();
        (await repository.FindCommitAsync(unknown, default)).Should().BeNull();
    }

    [Fact]
    public async Task Fails_if_a_shallow_clone_cannot_fetch()
    {
        var oldest = Commit("0");
        Commit("1");
        var newest = Commit("2");
        var clone = Sandbox.Clone(Remote, "clone", "--depth=1");
        clone.Git("remote", "set-url", "origin", Sandbox["nowhere.git"]);
        await using var repository = await clone.OpenAsync();

        var list = () => repository.GetAncestryPathAsync(oldest, newest, default);

        (await list.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.Unavailable);
    }

    [Fact]
    public async Task Does_not_fetch_history_before_the_oldest()
    {
        var ancient = Commit("ancient");
        Day += 30;
        var oldest = Commit("0");
        Day += 30;
        var newest = Commit("1");
        await using var repository = await Sandbox.Clone(Remote, "clone", "--depth=1").OpenAsync();

        (await repository.GetAncestryPathAsync(oldest, newest, default)).Should().Equal(newest, oldest);

        (await repository.FindCommitAsync(ancient, default)).Should().BeNull();
    }

    [Fact]
    public async Task Does_not_fetch_history_before_the_fork_of_a_merged_branch()
    {
        var ancient = Commit("ancient");
        Day += 30;
        Remote.Git("update-ref", "refs/heads/side", Remote.Resolve("main"));
        var start = Commit("0");
        var clone = Sandbox.Clone(Remote, "clone", "--depth=1");
        Day += 2;
        var side = Commit("side", "side");
        var merge = Merge("main", side, TestRepository.Noon.AddDays(++Day));
        await using var repository = await clone.OpenAsync();

        await repository.Remote.FetchAsync([merge], default);

        (await repository.FindCommitAsync(ancient, default)).Should().BeNull();
        (await repository.FindCommitAsync(side, default)).Should().NotBeNull();
        (await repository.GetAncestryPathAsync(start, merge, default)).Should().Equal(merge, start);
        // The user's own history has not changed.
        clone.Git("pull", "--quiet", "--ff-only");
        clone.Git("log", "--first-parent", "--format=%H").Split('\n').Should().Equal(merge.Value, start.Value);
    }
}

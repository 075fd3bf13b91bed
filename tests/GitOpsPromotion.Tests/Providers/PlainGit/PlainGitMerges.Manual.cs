using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <remarks>Merges that a person made with git.</remarks>
public sealed partial class PlainGitMerges
{
    [Theory]
    [InlineData("--no-ff")]
    [InlineData("--ff-only")]
    public async Task By_hand_are_found_by_the_commit(string option)
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")) with { Description = "The state." });
        var commit = MergeByHand(option);

        var found = await FindMergedAsync(commit);

        found
            .Should()
            .Be(opened with { State = PullRequestState.Merged, MergeCommit = commit, Description = "The state." });
    }

    [Fact]
    public async Task By_hand_are_not_taken_for_those_that_never_reached_the_default_branch()
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));

        (await FindMergedAsync(opened.Head)).Should().BeNull();
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task By_hand_are_remembered_by_who_needs_the_branch_next()
    {
        var first = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var commit = MergeByHand("--no-ff");
        Forge.Move(Main, "other.yaml", "new");

        var second = await OpenAsync(Draft(Forge.Move(Branch, "2.0")));

        second.Number.Should().Be(2);
        second.State.Should().Be(PullRequestState.Open);
        (await FindMergedAsync(commit))
            .Should()
            .Be(first with { State = PullRequestState.Merged, MergeCommit = commit });
        States()
            .Should()
            .BeEquivalentTo(
                "last/1",
                "last/2",
                "merged/1",
                $"merged-commit/{first.Head}",
                $"merged-commit/{commit}",
                $"open/{Branch}"
            );
        Forge.Remote.Git("log", "--format=%s", "refs/gitops-promotion/merged/1").Split('\n').Should().HaveCount(2);
        Forge
            .Remote.Git("log", "--format=%s", $"refs/gitops-promotion/open/{Branch}")
            .Split('\n')
            .Should()
            .HaveCount(1);
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task By_hand_are_remembered_when_the_next_one_merges_at_once()
    {
        await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var commit = MergeByHand("--no-ff");

        var second = await OpenAsync(Draft(Forge.Move(Branch, "2.0"), MergeMode.Immediately));

        second.Number.Should().Be(2);
        (await FindMergedAsync(commit))!.Number.Should().Be(1);
        (await FindMergedAsync(Tip())).Should().Be(second);
        States().Should().NotContain(name => name.StartsWith("open/", StringComparison.Ordinal));
    }

    [Trait("suite", "release")]
    [Theory]
    [InlineData("--no-ff")]
    [InlineData("--ff-only")]
    public async Task By_hand_are_not_merged_again(string option)
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var commit = MergeByHand(option);
        var tip = Forge.Move(Main, "other.yaml", "new");

        var merged = await MergeAsync(opened);

        merged.MergeCommit.Should().Be(commit);
        Tip().Should().Be(tip);
        Forge.Remote.Has(Branch.Ref).Should().BeFalse();
        (await FindMergedAsync(commit)).Should().Be(merged);
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task By_hand_of_two_branches_in_one_commit_are_both_remembered()
    {
        var other = BranchName.Parse("promote/webshop-cart");
        var first = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var second = await OpenAsync(Draft(Forge.Move(other, "cart.yaml", "3.0")) with { SourceBranch = other });
        Forge.LastClone!.Git("fetch", "--quiet", "origin");
        Forge.LastClone.Git("merge", "--quiet", "--no-ff", "--no-edit", $"origin/{Branch}", $"origin/{other}");
        Forge.LastClone.Git("push", "--quiet", "origin", "HEAD:main");

        await MergeAsync(first);
        await MergeAsync(second);

        (await FindMergedAsync(first.Head))!.Number.Should().Be(1);
        (await FindMergedAsync(second.Head))!.Number.Should().Be(2);
        (await FindMergedAsync(Tip())).Should().NotBeNull();
    }

    [Fact]
    public async Task Of_a_change_that_the_default_branch_already_contains_delete_the_branch()
    {
        var head = Forge.Move(Branch, "1.0");
        var tip = Forge.Remote.Commit("main", ("webui.yaml", "1.0"), ("other.yaml", "new"));

        var open = () => OpenAsync(Draft(head, MergeMode.Immediately));

        (await open.Should().ThrowAsync<PromotionException>()).Which.IsStale.Should().BeTrue();
        Forge.Remote.Resolve("main").Should().Be(tip);
        Forge.Remote.Has($"refs/heads/{Branch}").Should().BeFalse();
        Forge.Remote.Git("for-each-ref", "refs/gitops-promotion").Should().BeEmpty();
    }

    /// <summary>As a person does who has no forge: merge in a clone, and push.</summary>
    private CommitSha MergeByHand(string option)
    {
        var clone = Forge.LastClone!;
        clone.Git("fetch", "--quiet", "origin");
        clone.Git("merge", "--quiet", option, "--no-edit", $"origin/{Branch}");
        clone.Git("push", "--quiet", "origin", "HEAD:main");
        return Tip();
    }
}

using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Merge bases, also in shallow and partial clones.</summary>
public sealed class MergeBaseTests : IDisposable
{
    private readonly GitSandbox sandbox = new();
    private readonly TestRepository remote;
    private int count;

    public MergeBaseTests() => remote = sandbox.CreateRemote();

    public void Dispose() => sandbox.Dispose();

    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    [InlineData("--filter=blob:none")]
    public async Task Finds_the_fork_of_a_branch(string option)
    {
        Commit("main");
        var start = Commit("main");
        Branch("side", start);
        var side = Commit("side");
        Commit("main");
        var tip = Commit("main");
        await using var repository = await OpenAsync(option, side, tip);

        (await FindAsync(repository, tip, side)).Should().Equal(CommitSha.Parse(start));
    }

    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    [InlineData("--depth=2")]
    public async Task Finds_the_commit_that_was_merged_into_the_branch(string option)
    {
        Branch("side", Commit("main"));
        Commit("side");
        var merged = Commit("main");
        var side = Merge("side", merged);
        Commit("main");
        Commit("main");
        var tip = Commit("main");
        await using var repository = await OpenAsync(option, side, tip);

        (await FindAsync(repository, tip, side)).Should().Equal(CommitSha.Parse(merged));
    }

    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    public async Task Finds_several_after_criss_cross_merges(string option)
    {
        Branch("side", Commit("main"));
        var onSide = Commit("side");
        var onMain = Commit("main");
        var side = Merge("side", onMain);
        var tip = Merge("main", onSide);
        await using var repository = await OpenAsync(option, side, tip);

        (await FindAsync(repository, tip, side))
            .Should()
            .BeEquivalentTo([CommitSha.Parse(onSide), CommitSha.Parse(onMain)]);
    }

    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    public async Task Finds_none_for_unrelated_histories(string option)
    {
        var tip = Commit("main");
        var side = Commit("side");
        await using var repository = await OpenAsync(option, side, tip);

        (await FindAsync(repository, tip, side)).Should().BeEmpty();
    }

    [Fact]
    public async Task Finds_the_best_common_ancestor_beyond_the_boundary_of_a_shallow_clone()
    {
        // A way around the better one leads to the older one, and a clone can be cut on the way to the better one.
        var older = Commit("main");
        var better = Commit("main");
        Branch("side", better);
        var side = Merge("side", older);
        Branch("around", older);
        var around = Commit("around");
        var middle = Commit("main");
        var tip = Merge("main", around);
        var clone = sandbox.Clone(remote, "clone", "--depth=1", "--no-single-branch");
        clone.Git("fetch", "--quiet", "--depth=3", "origin", around);
        clone.Git("fetch", "--quiet", "--depth=2", "origin", tip);
        (await File.ReadAllTextAsync(Path.Combine(clone.Path, ".git", "shallow"))).Should().Contain(middle);
        await using var repository = await clone.OpenAsync();

        (await FindAsync(repository, tip, side)).Should().Equal(CommitSha.Parse(better));
    }

    private async Task<GitRepository> OpenAsync(string option, string side, string tip)
    {
        var repository = await sandbox.Clone(remote, "clone", option).OpenAsync();
        await repository.Remote.FetchAsync([CommitSha.Parse(side), CommitSha.Parse(tip)], default);
        return repository;
    }

    private static Task<IReadOnlyList<CommitSha>> FindAsync(GitRepository repository, string one, string other) =>
        repository.FindMergeBasesAsync(CommitSha.Parse(one), CommitSha.Parse(other), default);

    private string Commit(string branch) => remote.Commit(branch, ($"{branch}.txt", $"{++count}\n"));

    private void Branch(string name, string commit) => remote.SetRef($"refs/heads/{name}", commit);

    private string Merge(string branch, string other)
    {
        var tree = remote.Git("rev-parse", $"{branch}^{{tree}}");
        var merge = remote.Git("commit-tree", tree, "-p", branch, "-p", other, "-m", $"Merge {++count}");
        Branch(branch, merge);
        return merge;
    }
}

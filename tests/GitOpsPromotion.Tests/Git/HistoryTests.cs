using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Fetching and following history, above all where a clone has only some of it.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly GitSandbox sandbox = new();
    private readonly TestRepository remote;
    private int day;

    public HistoryTests() => remote = sandbox.CreateRemote();

    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    [InlineData("--depth=3")]
    [InlineData("--filter=blob:none")]
    public async Task Lists_the_descendants_from_the_newest_to_the_oldest(string option)
    {
        Commit("0");
        var oldest = Commit("1");
        var second = Commit("2");
        var clone = sandbox.Clone(remote, "clone", option);
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
    public async Task Lists_nothing_where_the_oldest_is_not_on_the_branch(string option)
    {
        Commit("0");
        var side = Commit("side", "side");
        var newest = Commit("1");
        await using var repository = await sandbox.Clone(remote, "clone", "--single-branch", option).OpenAsync();

        (await repository.GetAncestryPathAsync(side, newest, default)).Should().BeEmpty();
        (await repository.GetAncestryPathAsync(newest, CommitSha.Parse(remote.Resolve("main~1")), default))
            .Should()
            .BeEmpty();
    }

    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    [InlineData("--filter=blob:none")]
    public async Task Lists_nothing_where_the_remote_does_not_know_the_oldest(string option)
    {
        Commit("0");
        var newest = Commit("1");
        await using var repository = await sandbox.Clone(remote, "clone", option).OpenAsync();

        var unknown = CommitSha.Parse("1234567890123456789012345678901234567890");
        (await repository.GetAncestryPathAsync(unknown, newest, default)).Should().BeEmpty();
        (await repository.FindCommitAsync(unknown, default)).Should().BeNull();
    }

    [Fact]
    public async Task Fails_where_a_shallow_clone_cannot_ask_the_remote()
    {
        var oldest = Commit("0");
        Commit("1");
        var newest = Commit("2");
        var clone = sandbox.Clone(remote, "clone", "--depth=1");
        clone.Git("remote", "set-url", "origin", sandbox["nowhere.git"]);
        await using var repository = await clone.OpenAsync();

        var list = () => repository.GetAncestryPathAsync(oldest, newest, default);

        (await list.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.Unavailable);
    }

    [Fact]
    public async Task Leaves_history_behind_the_oldest_at_the_remote()
    {
        var ancient = Commit("ancient");
        day += 30;
        var oldest = Commit("0");
        day += 30;
        var newest = Commit("1");
        await using var repository = await sandbox.Clone(remote, "clone", "--depth=1").OpenAsync();

        (await repository.GetAncestryPathAsync(oldest, newest, default)).Should().Equal(newest, oldest);

        (await repository.FindCommitAsync(ancient, default)).Should().BeNull();
    }

    [Fact]
    public async Task Leaves_history_behind_the_fork_of_a_merged_branch_at_the_remote()
    {
        var ancient = Commit("ancient");
        day += 30;
        remote.Git("update-ref", "refs/heads/side", remote.Resolve("main"));
        var start = Commit("0");
        var clone = sandbox.Clone(remote, "clone", "--depth=1");
        day += 2;
        var side = Commit("side", "side");
        var merge = Merge("main", side);
        await using var repository = await clone.OpenAsync();

        await repository.Remote.FetchAsync([merge], default);

        (await repository.FindCommitAsync(ancient, default)).Should().BeNull();
        (await repository.FindCommitAsync(side, default)).Should().NotBeNull();
        (await repository.GetAncestryPathAsync(start, merge, default)).Should().Equal(merge, start);
        // The user's own history still reaches as far as it did.
        clone.Git("pull", "--quiet", "--ff-only");
        clone.Git("log", "--first-parent", "--format=%H").Split('\n').Should().Equal(merge.Value, start.Value);
    }

    [Fact]
    public async Task Fetches_a_commit_that_is_older_than_a_shallow_clone()
    {
        var old = Commit("old");
        day += 30;
        Commit("new");
        await using var repository = await sandbox.Clone(remote, "clone", "--depth=1").OpenAsync();

        await repository.Remote.FetchAsync([old], default);

        (await repository.ReadTextAsync(old, "old")).Should().Be("old");
    }

    [Fact]
    public async Task Fetches_a_commit_that_no_ref_names_any_more()
    {
        Commit("0");
        var replaced = Commit("replaced", "promote/a-b");
        remote.Git("update-ref", "-d", "refs/heads/promote/a-b");
        await using var repository = await sandbox.Clone(remote).OpenAsync();

        await repository.Remote.FetchAsync([replaced], default);

        (await repository.ReadTextAsync(replaced, "replaced")).Should().Be("replaced");
    }

    [Fact]
    public async Task Fetches_from_a_remote_that_gives_only_what_refs_name()
    {
        var clone = sandbox.Clone(remote);
        var behind = Commit("0");
        Commit("1");
        remote.Git("config", "uploadpack.allowAnySHA1InWant", "false");
        clone.Git("config", "protocol.version", "0");
        await using var repository = await clone.OpenAsync();

        await repository.Remote.FetchAsync([behind], default);

        (await repository.ReadTextAsync(behind, "0")).Should().Be("0");
    }

    [Fact]
    public async Task Says_which_commit_the_remote_does_not_know()
    {
        Commit("0");
        await using var repository = await sandbox.Clone(remote).OpenAsync();

        var fetch = () =>
            repository.Remote.FetchAsync([CommitSha.Parse("1234567890123456789012345678901234567890")], default);

        var failure = (await fetch.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().EndWith("does not have the commit 123456789012.");
    }

    [Fact]
    public async Task Fetches_nothing_that_is_there()
    {
        var commit = Commit("0");
        var clone = sandbox.Clone(remote);
        clone.Git("remote", "set-url", "origin", sandbox["nowhere.git"]);
        await using var repository = await clone.OpenAsync();

        await repository.Remote.FetchAsync([commit], default);
    }

    [Fact]
    public async Task Waits_for_others_that_fetch_into_the_same_shallow_clone()
    {
        Commit("0");
        var clone = sandbox.Clone(remote, "clone", "--depth=1");
        CommitSha[] commits = [.. Enumerable.Range(0, 8).Select(index => Commit($"{index}", $"branch-{index}"))];

        await Task.WhenAll(
            commits.Select(async commit =>
            {
                await using var repository = await clone.OpenAsync();
                await repository.Remote.FetchAsync([commit], default);
                (await repository.FindCommitAsync(commit, default)).Should().NotBeNull();
            })
        );
    }

    [Fact]
    public async Task Reads_a_commit()
    {
        var parent = Commit("0");
        var commit = Commit("1");
        await using var repository = await sandbox.Clone(remote).OpenAsync();

        var found = await repository.FindCommitAsync(commit, default);

        found!.Tree.Should().Be(remote.Resolve("main^{tree}"));
        found.Parents.Should().Equal(parent);
        found.Message.Should().Be("Change 1\n");
        found.CommittedAt.Should().Be(TestRepository.Noon.AddDays(day));
        (await repository.FindCommitAsync(CommitSha.Parse(found.Tree), default)).Should().BeNull();
    }

    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    public async Task Merges_what_does_not_overlap(string option)
    {
        Commit("base");
        day += 30;
        remote.Git("update-ref", "refs/heads/side", remote.Resolve("main"));
        var side = Commit("side", "side");
        day += 30;
        var main = Commit("main");
        await using var repository = await sandbox.Clone(remote, "clone", "--single-branch", option).OpenAsync();
        await repository.Remote.FetchAsync([side], default);

        var merged = await repository.MergeAsync(main, side, default);

        var tree = merged.Should().BeOfType<MergeResult.Clean>().Which.Tree;
        var commit = await repository.CommitAsync(tree, [main, side], "Merge", default);
        (await repository.Files.ListFilesAsync(commit, "", default))
            .Select(file => file.Path)
            .Should()
            .Equal("base", "main", "side");
    }

    [Fact]
    public async Task Names_the_files_in_conflict()
    {
        remote.Commit("main", ("größe \"1\".yaml", "tag: 1\n"));
        var ours = CommitSha.Parse(remote.Commit("main", ("größe \"1\".yaml", "tag: 2\n")));
        remote.Git("update-ref", "refs/heads/side", remote.Resolve("main~1"));
        var theirs = CommitSha.Parse(remote.Commit("side", ("größe \"1\".yaml", "tag: 3\n")));
        await using var repository = await sandbox.Clone(remote).OpenAsync();

        var merged = await repository.MergeAsync(ours, theirs, default);

        merged.Should().BeOfType<MergeResult.Conflict>().Which.Paths.Should().Equal("größe \"1\".yaml");
    }

    [Fact]
    public async Task Does_not_merge_what_has_no_common_ancestor()
    {
        var main = Commit("0");
        var other = Commit("1", "other");
        await using var repository = await sandbox.Clone(remote).OpenAsync();

        var merge = () => repository.MergeAsync(main, other, default);

        (await merge.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain("unrelated histories");
    }

    public void Dispose() => sandbox.Dispose();

    private CommitSha Commit(string file, string branch = "main") =>
        CommitSha.Parse(remote.CommitAt(TestRepository.Noon.AddDays(++day), branch, (file, file)));

    private CommitSha Merge(string branch, CommitSha side)
    {
        var tree = remote.Git("merge-tree", "--write-tree", branch, side.Value);
        var commit = remote.Git(
            Time(TestRepository.Noon.AddDays(++day)),
            "hash-object",
            "-t",
            "commit",
            "-w",
            "--stdin"
        );
        remote.Git("update-ref", $"refs/heads/{branch}", commit);
        return CommitSha.Parse(commit);

        byte[] Time(DateTimeOffset time) =>
            System.Text.Encoding.UTF8.GetBytes(
                $"tree {tree}\nparent {remote.Resolve(branch)}\nparent {side}\n"
                    + $"author Ada <ada@example.com> {time.ToUnixTimeSeconds()} +0000\n"
                    + $"committer Ada <ada@example.com> {time.ToUnixTimeSeconds()} +0000\n\nMerge\n"
            );
    }
}

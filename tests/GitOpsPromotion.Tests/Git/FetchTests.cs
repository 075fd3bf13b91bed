using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Fetches commits, in particular into shallow clones.</summary>
public sealed class FetchTests : HistoryTest
{
    [Fact]
    public async Task Fetches_a_commit_that_is_older_than_a_shallow_clone()
    {
        var old = Commit("old");
        Day += 30;
        Commit("new");
        await using var repository = await Sandbox.Clone(Remote, "clone", "--depth=1").OpenAsync();

        await repository.Remote.FetchAsync([old], default);

        (await repository.ReadTextAsync(old, "old")).Should().Be("old");
    }

    [Fact]
    public async Task Fetches_an_unreachable_commit()
    {
        Commit("0");
        var replaced = Commit("replaced", "promote/a-b");
        Remote.Git("update-ref", "-d", "refs/heads/promote/a-b");
        await using var repository = await Sandbox.Clone(Remote).OpenAsync();

        await repository.Remote.FetchAsync([replaced], default);

        (await repository.ReadTextAsync(replaced, "replaced")).Should().Be("replaced");
    }

    [Fact]
    public async Task Fetches_from_a_remote_that_serves_only_refs()
    {
        var clone = Sandbox.Clone(Remote);
        var behind = Commit("0");
        Commit("1");
        Remote.Git("config", "uploadpack.allowAnySHA1InWant", "false");
        clone.Git("config", "protocol.version", "0");
        await using var repository = await clone.OpenAsync();

        await repository.Remote.FetchAsync([behind], default);

        (await repository.ReadTextAsync(behind, "0")).Should().Be("0");
    }

    [Fact]
    public async Task Reports_a_commit_that_the_remote_does_not_have()
    {
        Commit("0");
        await using var repository = await Sandbox.Clone(Remote).OpenAsync();

        var fetch = () =>
            repository.Remote.FetchAsync([CommitSha.Parse("1234567890123456789012345678901234567890")], default);

        var failure = (await fetch.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().EndWith("does not have the commit 123456789012.");
    }

    [Fact]
    public async Task Does_not_fetch_existing_commits()
    {
        var commit = Commit("0");
        var clone = Sandbox.Clone(Remote);
        clone.Git("remote", "set-url", "origin", Sandbox["nowhere.git"]);
        await using var repository = await clone.OpenAsync();

        await repository.Remote.FetchAsync([commit], default);
    }

    [Fact]
    public async Task Fetches_concurrently_into_the_same_shallow_clone()
    {
        Commit("0");
        var clone = Sandbox.Clone(Remote, "clone", "--depth=1");
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
        await using var repository = await Sandbox.Clone(Remote).OpenAsync();

        var found = await repository.FindCommitAsync(commit, default);

        found!.Tree.Should().Be(Remote.Resolve("main^{tree}"));
        found.Parents.Should().Equal(parent);
        found.Message.Should().Be("Change 1\n");
        found.CommittedAt.Should().Be(TestRepository.Noon.AddDays(Day));
        (await repository.FindCommitAsync(CommitSha.Parse(found.Tree), default)).Should().BeNull();
    }
}

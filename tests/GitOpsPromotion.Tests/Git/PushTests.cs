using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Leases, atomic updates and what a remote refuses.</summary>
public sealed class PushTests : IAsyncLifetime
{
    private const string Branch = "refs/heads/promote/apps-web";

    private readonly GitSandbox sandbox = new();
    private TestRepository remote = null!;
    private TestRepository clone = null!;
    private GitRepository repository = null!;
    private CommitSha tip = null!;

    public async ValueTask InitializeAsync()
    {
        remote = sandbox.CreateRemote();
        tip = CommitSha.Parse(remote.Commit("main", ("apps/dev/web.yaml", "tag: 1\n")));
        clone = sandbox.Clone(remote);
        repository = await clone.OpenAsync();
    }

    [Fact]
    public async Task Replaces_a_branch_that_still_is_what_was_read()
    {
        var first = await CommitAsync("1");
        var second = await CommitAsync("2");
        (await PushAsync(new RefUpdate(Branch, first, Expected: null))).Should().Be(PushResult.Accepted);

        (await PushAsync(new RefUpdate(Branch, second, Expected: first))).Should().Be(PushResult.Accepted);

        remote.Resolve(Branch).Should().Be(second.Value);
    }

    [Fact]
    public async Task Is_stale_where_the_branch_has_moved()
    {
        var first = await CommitAsync("1");
        var second = await CommitAsync("2");
        remote.Git("update-ref", Branch, tip.Value);

        (await PushAsync(new RefUpdate(Branch, second, Expected: first))).Should().Be(PushResult.Stale);

        remote.Resolve(Branch).Should().Be(tip.Value);
    }

    [Fact]
    public async Task Is_stale_where_the_branch_was_to_be_new()
    {
        remote.Git("update-ref", Branch, tip.Value);

        (await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null))).Should().Be(PushResult.Stale);
    }

    [Fact]
    public async Task Is_stale_where_the_branch_is_gone()
    {
        (await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: tip))).Should().Be(PushResult.Stale);
    }

    [Fact]
    public async Task Deletes_a_branch_that_still_is_what_was_read()
    {
        remote.Git("update-ref", Branch, tip.Value);

        (await PushAsync(new RefUpdate(Branch, New: null, Expected: tip))).Should().Be(PushResult.Accepted);

        remote.Has(Branch).Should().BeFalse();
    }

    [Fact]
    public async Task Is_stale_where_the_branch_to_delete_is_gone()
    {
        (await PushAsync(new RefUpdate(Branch, New: null, Expected: tip))).Should().Be(PushResult.Stale);
    }

    [Fact]
    public async Task Accepts_what_the_remote_already_holds()
    {
        remote.Git("update-ref", Branch, tip.Value);

        (await PushAsync(new RefUpdate(Branch, tip, Expected: tip))).Should().Be(PushResult.Accepted);
    }

    [Fact]
    public async Task Changes_several_refs_together()
    {
        var merge = await CommitAsync("1");
        remote.Git("update-ref", Branch, tip.Value);

        var pushed = await PushAsync(
            new("refs/heads/main", merge, Expected: tip),
            new(Branch, New: null, Expected: tip),
            new("refs/gitops-promotion/pulls/1", merge, Expected: null)
        );

        pushed.Should().Be(PushResult.Accepted);
        remote.Resolve("main").Should().Be(merge.Value);
        remote.Has(Branch).Should().BeFalse();
        remote.Resolve("refs/gitops-promotion/pulls/1").Should().Be(merge.Value);
    }

    [Fact]
    public async Task Changes_nothing_where_one_of_several_refs_has_moved()
    {
        var merge = await CommitAsync("1");
        remote.Git("update-ref", Branch, tip.Value);

        var pushed = await PushAsync(
            new("refs/heads/main", merge, Expected: tip),
            new(Branch, New: null, Expected: merge)
        );

        pushed.Should().Be(PushResult.Stale);
        remote.Resolve("main").Should().Be(tip.Value);
        remote.Resolve(Branch).Should().Be(tip.Value);
    }

    [Fact]
    public async Task Is_stale_where_somebody_else_is_changing_the_ref()
    {
        var lockFile = Path.Combine(remote.Path, "refs", "heads", "promote", "apps-web.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(lockFile)!);
        await File.WriteAllTextAsync(lockFile, "");

        (await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null))).Should().Be(PushResult.Stale);
    }

    [Fact]
    public async Task Is_stale_where_the_ref_moves_while_the_remote_takes_the_push()
    {
        var racer = CommitSha.Parse(remote.Commit("racer", ("apps/dev/web.yaml", "tag: racer\n")));
        // The server unsets its variables for the objects of a push; the update would be refused with them.
        remote.WriteHook("pre-receive", $"unset GIT_QUARANTINE_PATH; git update-ref {Branch} {racer}");

        (await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null))).Should().Be(PushResult.Stale);

        remote.Resolve(Branch).Should().Be(racer.Value);
    }

    [Theory]
    [InlineData("pre-receive")]
    [InlineData("update")]
    public async Task Says_what_a_hook_of_the_remote_refuses(string hook)
    {
        remote.WriteHook(hook, "printf 'only on \\033[31mworkdays\\007\\n##vso[task.complete]\\n' >&2; exit 1");

        var push = async () => await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null));

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Contain("hook declined").And.Contain("only on workdays; ##vso[task.complete]");
        failure.Message.Any(char.IsControl).Should().BeFalse();
        remote.Has(Branch).Should().BeFalse();
    }

    [Fact]
    public async Task Says_that_the_remote_forbids_deletions()
    {
        remote.Git("config", "receive.denyDeletes", "true");
        remote.Git("update-ref", Branch, tip.Value);

        var push = () => PushAsync(new RefUpdate(Branch, New: null, Expected: tip));

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().Contain("deletion prohibited");
        failure.Hint.Should().Contain("receive.denyDeletes");
    }

    [Fact]
    public async Task Says_that_the_remote_forbids_to_replace_branches()
    {
        remote.Git("config", "receive.denyNonFastForwards", "true");
        var first = await CommitAsync("1");
        await PushAsync(new RefUpdate(Branch, first, Expected: null));

        var push = async () => await PushAsync(new RefUpdate(Branch, await CommitAsync("2"), Expected: first));

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Contain("non-fast-forward");
        failure.Hint.Should().Contain("receive.denyNonFastForwards");
        remote.Resolve(Branch).Should().Be(first.Value);
    }

    [Fact]
    public async Task Says_that_another_branch_stands_in_the_way()
    {
        remote.Git("update-ref", "refs/heads/promote", tip.Value);

        var push = async () => await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null));

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Contain("'refs/heads/promote' exists");
        failure.Hint.Should().Contain("Rename or delete the branch");
    }

    [Fact]
    public async Task Says_that_the_remote_cannot_push_atomically()
    {
        remote.Git("config", "receive.advertiseAtomic", "false");

        var push = async () => await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null));

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().Contain("does not support atomic pushes");
    }

    [Fact]
    public async Task Says_that_the_remote_is_gone()
    {
        clone.Git("remote", "set-url", "origin", sandbox["nowhere.git"]);
        await using var lost = await clone.OpenAsync();
        var commit = await CommitAsync("1");

        var push = () => lost.Remote.PushAsync([new(Branch, commit, Expected: null)], default);

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain(sandbox["nowhere.git"]);
    }

    [Fact]
    public async Task Refuses_names_that_are_no_full_refs()
    {
        var push = () => PushAsync(new RefUpdate("--mirror", tip, Expected: null));

        await push.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Lets_one_of_two_win_that_start_from_the_same_state()
    {
        await using var other = await sandbox.Clone(remote, "other").OpenAsync();
        var mine = await CommitAsync("mine");
        var theirs = await other.CommitFileAsync(tip, "apps/dev/web.yaml", "theirs");

        var results = await Task.WhenAll(
            PushAsync(new RefUpdate(Branch, mine, Expected: null)),
            other.Remote.PushAsync([new(Branch, theirs, Expected: null)], default)
        );

        results.Should().BeEquivalentTo([PushResult.Accepted, PushResult.Stale]);
    }

    [Fact]
    public async Task Lets_sixteen_at_once_push_to_branches_of_their_own()
    {
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(async index =>
                {
                    var commit = await repository.CommitFileAsync(tip, "apps/dev/web.yaml", $"tag: {index}\n");
                    return await PushAsync(new RefUpdate($"{Branch}-{index}", commit, Expected: null));
                })
        );

        results.Should().AllBeEquivalentTo(PushResult.Accepted);
        remote.Git("for-each-ref", "refs/heads/promote").Split('\n').Should().HaveCount(16);
        remote.Read($"{Branch}-7", "apps/dev/web.yaml").Should().Be("tag: 7");
    }

    [Fact]
    public async Task Does_not_push_history_that_the_remote_has()
    {
        for (var index = 0; index < 20; index++)
        {
            remote.Commit("main", ("README.md", $"{index}\n"));
        }

        clone.Git("pull", "--quiet");
        await using var current = await clone.OpenAsync();
        var commit = await current.CommitFileAsync(await current.TipAsync(), "apps/dev/web.yaml", "tag: 2\n");
        // The default branch moves on to a commit that the clone does not have.
        remote.Commit("main", ("README.md", "later\n"));
        // Keeps the pack as it was sent.
        remote.Git("config", "receive.unpackLimit", "1");
        remote.WriteHook(
            "pre-receive",
            "git show-index < \"$(echo \"$GIT_QUARANTINE_PATH\"/pack/*.idx)\" | grep -c . > received"
        );

        await current.Remote.PushAsync([new(Branch, commit, Expected: null)], default);

        // A commit, three folders, a file.
        int.Parse(
                await File.ReadAllTextAsync(Path.Combine(remote.Path, "received")),
                System.Globalization.CultureInfo.InvariantCulture
            )
            .Should()
            .Be(5);
    }

    public async ValueTask DisposeAsync()
    {
        await repository.DisposeAsync();
        sandbox.Dispose();
    }

    private Task<CommitSha> CommitAsync(string tag) =>
        repository.CommitFileAsync(tip, "apps/dev/web.yaml", $"tag: {tag}\n");

    private Task<PushResult> PushAsync(params RefUpdate[] updates) => repository.Remote.PushAsync(updates, default);
}

using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Leases and atomic updates.</summary>
public sealed class PushTests : PushTest
{
    [Fact]
    public async Task Replaces_a_branch_that_has_the_expected_commit()
    {
        var first = await CommitAsync("1");
        var second = await CommitAsync("2");
        (await PushAsync(new RefUpdate(Branch, first, Expected: null))).Should().Be(PushResult.Accepted);

        (await PushAsync(new RefUpdate(Branch, second, Expected: first))).Should().Be(PushResult.Accepted);

        Remote.Resolve(Branch).Should().Be(second.Value);
    }

    [Fact]
    public async Task Is_stale_if_the_branch_has_another_commit()
    {
        var first = await CommitAsync("1");
        var second = await CommitAsync("2");
        Remote.Git("update-ref", Branch, Tip.Value);

        (await PushAsync(new RefUpdate(Branch, second, Expected: first))).Should().Be(PushResult.Stale);

        Remote.Resolve(Branch).Should().Be(Tip.Value);
    }

    [Fact]
    public async Task Is_stale_if_the_new_branch_already_exists()
    {
        Remote.Git("update-ref", Branch, Tip.Value);

        (await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null))).Should().Be(PushResult.Stale);
    }

    [Fact]
    public async Task Is_stale_if_the_branch_was_deleted()
    {
        (await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: Tip))).Should().Be(PushResult.Stale);
    }

    [Fact]
    public async Task Deletes_a_branch_that_has_the_expected_commit()
    {
        Remote.Git("update-ref", Branch, Tip.Value);

        (await PushAsync(new RefUpdate(Branch, New: null, Expected: Tip))).Should().Be(PushResult.Accepted);

        Remote.Has(Branch).Should().BeFalse();
    }

    [Fact]
    public async Task Is_stale_if_the_branch_to_delete_was_already_deleted()
    {
        (await PushAsync(new RefUpdate(Branch, New: null, Expected: Tip))).Should().Be(PushResult.Stale);
    }

    [Fact]
    public async Task Accepts_an_update_that_changes_nothing()
    {
        Remote.Git("update-ref", Branch, Tip.Value);

        (await PushAsync(new RefUpdate(Branch, Tip, Expected: Tip))).Should().Be(PushResult.Accepted);
    }

    [Fact]
    public async Task Updates_several_refs_atomically()
    {
        var merge = await CommitAsync("1");
        Remote.Git("update-ref", Branch, Tip.Value);

        var pushed = await PushAsync(
            new("refs/heads/main", merge, Expected: Tip),
            new(Branch, New: null, Expected: Tip),
            new("refs/gitops-promotion/pulls/1", merge, Expected: null)
        );

        pushed.Should().Be(PushResult.Accepted);
        Remote.Resolve("main").Should().Be(merge.Value);
        Remote.Has(Branch).Should().BeFalse();
        Remote.Resolve("refs/gitops-promotion/pulls/1").Should().Be(merge.Value);
    }

    [Fact]
    public async Task Updates_no_ref_if_one_of_several_is_stale()
    {
        var merge = await CommitAsync("1");
        Remote.Git("update-ref", Branch, Tip.Value);

        var pushed = await PushAsync(
            new("refs/heads/main", merge, Expected: Tip),
            new(Branch, New: null, Expected: merge)
        );

        pushed.Should().Be(PushResult.Stale);
        Remote.Resolve("main").Should().Be(Tip.Value);
        Remote.Resolve(Branch).Should().Be(Tip.Value);
    }

    [Fact]
    public async Task Is_stale_if_the_ref_is_locked()
    {
        var lockFile = Path.Combine(Remote.Path, "refs", "heads", "promote", "apps-web.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(lockFile)!);
        await File.WriteAllTextAsync(lockFile, "");

        (await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null))).Should().Be(PushResult.Stale);
    }

    [Fact]
    public async Task Is_stale_if_the_ref_changes_while_the_remote_receives_the_push()
    {
        var racer = CommitSha.Parse(Remote.Commit("racer", ("apps/dev/web.yaml", "tag: racer\n")));
        // git rejects ref updates while the pushed objects are quarantined.
        Remote.WriteHook("pre-receive", $"unset GIT_QUARANTINE_PATH; git update-ref {Branch} {racer}");

        (await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null))).Should().Be(PushResult.Stale);

        Remote.Resolve(Branch).Should().Be(racer.Value);
    }

    [Fact]
    public async Task Accepts_one_of_two_concurrent_pushes_to_the_same_branch()
    {
        await using var other = await Sandbox.Clone(Remote, "other").OpenAsync();
        var mine = await CommitAsync("mine");
        var theirs = await other.CommitFileAsync(Tip, "apps/dev/web.yaml", "theirs");

        var results = await Task.WhenAll(
            PushAsync(new RefUpdate(Branch, mine, Expected: null)),
            other.Remote.PushAsync([new(Branch, theirs, Expected: null)], default)
        );

        results.Should().BeEquivalentTo([PushResult.Accepted, PushResult.Stale]);
    }

    [Fact]
    public async Task Accepts_sixteen_concurrent_pushes_to_different_branches()
    {
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(async index =>
                {
                    var commit = await Repository.CommitFileAsync(Tip, "apps/dev/web.yaml", $"tag: {index}\n");
                    return await PushAsync(new RefUpdate($"{Branch}-{index}", commit, Expected: null));
                })
        );

        results.Should().AllBeEquivalentTo(PushResult.Accepted);
        Remote.Git("for-each-ref", "refs/heads/promote").Split('\n').Should().HaveCount(16);
        Remote.Read($"{Branch}-7", "apps/dev/web.yaml").Should().Be("tag: 7");
    }

    [Fact]
    public async Task Does_not_push_history_that_the_remote_has()
    {
        for (var index = 0; index < 20; index++)
        {
            Remote.Commit("main", ("README.md", $"{index}\n"));
        }

        Clone.Git("pull", "--quiet");
        await using var current = await Clone.OpenAsync();
        var commit = await current.CommitFileAsync(await current.TipAsync(), "apps/dev/web.yaml", "tag: 2\n");
        // The default branch gets a commit that the clone does not have.
        Remote.Commit("main", ("README.md", "later\n"));
        // Keeps the received pack.
        Remote.Git("config", "receive.unpackLimit", "1");
        Remote.WriteHook(
            "pre-receive",
            "git show-index < \"$(echo \"$GIT_QUARANTINE_PATH\"/pack/*.idx)\" | grep -c . > received"
        );

        await current.Remote.PushAsync([new(Branch, commit, Expected: null)], default);

        // A commit, three folders, a file.
        int.Parse(
                await File.ReadAllTextAsync(Path.Combine(Remote.Path, "received")),
                System.Globalization.CultureInfo.InvariantCulture
            )
            .Should()
            .Be(5);
    }
}

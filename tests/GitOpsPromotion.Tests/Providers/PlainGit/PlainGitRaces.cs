using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <summary>Somebody else is faster. Hooks of the remote make it so at the worst moment: within the push.</summary>
[Trait("suite", "release")]
public sealed partial class PlainGitRaces : PlainGitTest
{
    [Fact]
    public async Task Merges_onto_what_was_pushed_in_the_last_moment()
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var rival = Forge.Move(BranchName.Parse("rival"), "other.yaml", "new");
        WithinTheFirstPush($"git update-ref refs/heads/main {rival}");

        var merged = await MergeAsync(opened);

        Forge.Remote.Git("log", "-1", "--format=%P", "main").Should().Be($"{rival} {opened.Head}");
        merged.MergeCommit.Should().Be(Tip());
        Forge.Remote.Files("main").Should().Equal("other.yaml", "webui.yaml");
        Forge.Remote.Read("main", "webui.yaml").Should().Be("1.0");
    }

    [Fact]
    public async Task Does_not_merge_a_head_that_was_pushed_in_the_last_moment()
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var rival = Forge.Move(BranchName.Parse("rival"), "2.0");
        WithinTheFirstPush($"git update-ref {Branch.Ref} {rival}");

        var failure = await FailureOf(() => MergeAsync(opened));

        failure.IsStale.Should().BeTrue();
        failure
            .Message.Should()
            .Be(
                $"Pull request 1 was not merged: branch {Branch} is no longer at commit {opened.Head.Abbreviated}: it is at {rival.Abbreviated}."
            );
        Forge.Remote.Read("main", "webui.yaml").Should().Be("0.9");
        (await FindOpenAsync())!.Head.Should().Be(rival);
    }

    [Fact]
    public async Task Does_not_open_what_it_looked_at_before_the_branch_moved_on()
    {
        await OpenAsync(Draft(Forge.Move(Branch, "1.0")) with { Title = "Theirs" });
        var open = await FindOpenAsync();
        var ours = Forge.Move(Branch, "2.0");
        Forge.LastClone!.Git("fetch", "--quiet", "origin");
        var theirs = Forge.Move(Branch, "3.0");

        var failure = await FailureOf(() =>
            Provider.OpenPullRequestAsync(Draft(ours) with { Title = "Ours" }, open, CancellationToken.None)
        );

        failure.IsStale.Should().BeTrue();
        (await FindOpenAsync()).Should().Be(open! with { Head = theirs });
    }

    [Fact]
    public async Task Looks_again_before_it_says_that_nothing_changes()
    {
        var draft = Draft(Forge.Move(Branch, "1.0"));
        var opened = await OpenAsync(draft);
        var open = await FindOpenAsync();
        var elsewhere = await Forge.ConnectAsync(options: []);
        var merged = await elsewhere.MergePullRequestAsync(opened, note: null, CancellationToken.None);

        var found = await Provider.OpenPullRequestAsync(draft, open, CancellationToken.None);

        found.Should().Be(merged);
    }

    [Fact]
    public async Task Opens_with_another_number_when_its_own_was_taken_in_the_last_moment()
    {
        var other = BranchName.Parse("promote/webshop-cart");
        Forge.Move(other, "3.0");
        await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var rival = Forge.Remote.Resolve("refs/gitops-promotion/last/1");
        WithinTheFirstPush(
            "git update-ref -d refs/gitops-promotion/last/1",
            $"git update-ref refs/gitops-promotion/last/2 {rival}"
        );

        var opened = await OpenAsync(
            Draft(CommitSha.Parse(Forge.Remote.Resolve(other.Ref))) with
            {
                SourceBranch = other,
            }
        );

        opened.Number.Should().BeInRange(3, 10);
        States().Should().Contain($"last/{opened.Number}").And.Contain("last/2");
    }

    [Fact]
    public async Task Keeps_what_another_job_changed_in_the_last_moment()
    {
        var head = Forge.Move(Branch, "1.0");
        var opened = await OpenAsync(Draft(head));
        var name = PlainGitRefs.Open(Branch);
        var before = Forge.Remote.Resolve(name);
        await OpenAsync(Draft(head) with { Title = "Theirs" });
        var theirs = Forge.Remote.Resolve(name);
        Forge.Remote.Git("update-ref", name, before);
        WithinTheFirstPush($"git update-ref {name} {theirs}");

        var passed = await Provider.PassCheckAsync(opened, CancellationToken.None);

        passed.Title.Should().Be("Theirs");
        Forge.Remote.Git("log", "-1", "--format=%P", name).Should().Be(theirs);
    }

    [Fact]
    public async Task Keeps_a_status_that_was_reported_in_the_last_moment()
    {
        var commit = Tip();
        var name = PlainGitRefs.Statuses(commit);
        CommitStatus theirs = new("theirs", CommitStatusState.Success, "");
        CommitStatus ours = new("ours", CommitStatusState.Failure, "did not start");
        await Provider.ReportStatusAsync(commit, theirs, CancellationToken.None);
        var rival = Forge.Remote.Resolve(name);
        Forge.Remote.Git("update-ref", "-d", name);
        WithinTheFirstPush($"git update-ref {name} {rival}");

        await Provider.ReportStatusAsync(commit, ours, CancellationToken.None);

        (await Provider.GetStatusesAsync([commit], DateTimeOffset.MaxValue, CancellationToken.None))[commit]
            .Should()
            .Equal(ours, theirs);
    }

    /// <summary>Installs a hook that runs when the next push has passed its own checks, and only then.</summary>
    private void WithinTheFirstPush(params string[] commands) =>
        Forge.Remote.WriteHook(
            "pre-receive",
            $"""
            test ! -e raced || exit 0
            touch raced
            # Hooks may not change refs while a push is in quarantine; another process may.
            unset GIT_QUARANTINE_PATH
            {string.Join('\n', commands)}
            """
        );

    /// <summary>Does something when a command is about to run for the first time.</summary>
    private sealed class BeforeTheFirst(string command, Action action) : IProgress<string>
    {
        public bool HasRun { get; private set; }

        public void Report(string value)
        {
            if (!HasRun && value.StartsWith($"git {command} ", StringComparison.Ordinal))
            {
                HasRun = true;
                action();
            }
        }
    }

    /// <summary>A clock on which every wait is over at once.</summary>
    private sealed class InstantTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}

using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <summary>Somebody else is faster. Hooks of the remote make it so at the worst moment: within the push.</summary>
public sealed class PlainGitRaces : PlainGitTest
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

    [Fact]
    public async Task Reads_again_where_the_remote_gives_only_what_its_refs_name_now()
    {
        var head = Forge.Move(Branch, "1.0");
        await OpenAsync(Draft(head));
        await OpenAsync(Draft(head) with { Title = "Newer than what last/1 names" });
        var name = PlainGitRefs.Open(Branch);
        var before = Forge.Remote.Resolve(name);
        var newer = await OpenAsync(Draft(head) with { Title = "Newer" });
        var after = Forge.Remote.Resolve(name);
        Forge.Remote.Git("update-ref", name, before);
        Forge.Remote.Git("config", "uploadpack.allowAnySHA1InWant", "false");
        BeforeTheFirst fetch = new("fetch", () => Forge.Remote.Git("update-ref", name, after));
        var repository = await Forge.CloneAsync(fetch, "--config=protocol.version=0");

        var found = await new PlainGitProvider(repository, TimeProvider.System).FindOpenPullRequestAsync(
            Branch,
            Main,
            CancellationToken.None
        );

        fetch.HasRun.Should().BeTrue();
        found.Should().Be(newer);
    }

    [Fact]
    public async Task Says_that_a_pull_request_is_no_longer_open()
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));

        var other = await FailureOf(() => MergeAsync(opened with { Number = 7 }));
        var elsewhere = await FailureOf(() => MergeAsync(opened with { TargetBranch = BranchName.Parse("release") }));
        Forge.Remote.Git("update-ref", "-d", PlainGitRefs.Open(Branch));
        var gone = await FailureOf(() => Provider.PassCheckAsync(opened, CancellationToken.None));

        other.IsStale.Should().BeTrue();
        other.Message.Should().Be("Pull request 7 was not merged: it is no longer open.");
        elsewhere.IsStale.Should().BeTrue();
        gone.Message.Should().Be("The check status of pull request 1 was not set: it is no longer open.");
        gone.Hint.Should().Be("See what is open with: gitops-promotion list");
    }

    [Fact]
    public async Task Changes_nothing_where_the_remote_refuses()
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var before = Forge.Remote.Git("for-each-ref");
        Forge.Remote.WriteHook("update", "test $1 != refs/heads/main || { echo main is frozen >&2; exit 1; }");

        var failure = await FailureOf(() => MergeAsync(opened));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Contain("main is frozen");
        Forge.Remote.Git("for-each-ref").Should().Be(before);
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Gives_up_when_somebody_is_always_faster()
    {
        var repository = await Forge.CloneAsync(trace: null);
        PlainGitProvider provider = new(repository, new InstantTime());
        var commit = Tip();
        Forge.Remote.WriteHook(
            "pre-receive",
            $"""
            unset GIT_QUARANTINE_PATH
            parent=$(git rev-parse --verify --quiet {PlainGitRefs.Statuses(commit)}) && parent="-p $parent"
            git update-ref {PlainGitRefs.Statuses(
                commit
            )} $(git commit-tree $parent -F - $(git mktree </dev/null) <<'END'
            theirs

            {"{"}"schema":1,"commit":"{commit}","statuses":[]{"}"}
            END
            )
            """
        );

        var failure = await FailureOf(() =>
            provider.ReportStatusAsync(commit, new("ours", CommitStatusState.Success, ""), CancellationToken.None)
        );

        failure.IsStale.Should().BeFalse("who tries again has tried enough");
        failure
            .Message.Should()
            .Be(
                $"The status of commit {commit.Abbreviated} was not set: the remote changed during each of 61 attempts."
            );
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Opens_and_merges_16_pull_requests_at_once()
    {
        var branches = Enumerable
            .Range(1, 16)
            .Select(number => BranchName.Parse($"promote/webshop-app{number}"))
            .ToList();
        List<(PlainGitProvider Provider, DesiredPullRequest Draft)> jobs = [];
        foreach (var branch in branches)
        {
            var head = Forge.Move(branch, $"{branch.Value[8..]}.yaml", "1.0");
            jobs.Add(
                (
                    await Forge.ConnectAsync(options: []),
                    Draft(head, MergeMode.Immediately) with
                    {
                        SourceBranch = branch,
                    }
                )
            );
        }

        var merged = await Task.WhenAll(
            jobs.Select(job => job.Provider.OpenPullRequestAsync(job.Draft, open: null, CancellationToken.None))
        );

        merged.Select(pullRequest => pullRequest.Number).Order().Should().Equal(Enumerable.Range(1, 16));
        merged.Should().OnlyContain(pullRequest => pullRequest.State == PullRequestState.Merged);
        Forge.Remote.Files("main").Should().HaveCount(17);
        Forge.Remote.Git("rev-list", "--count", "--first-parent", "main").Should().Be("17");
        foreach (var pullRequest in merged)
        {
            (await FindMergedAsync(pullRequest.MergeCommit!)).Should().Be(pullRequest);
        }
    }

    [Fact]
    public async Task Opens_pull_requests_at_once_without_competing_for_a_number()
    {
        const int count = 12;
        List<string> commands = [];
        List<(PlainGitProvider Provider, DesiredPullRequest Draft)> jobs = [];
        for (var number = 1; number <= count; number++)
        {
            var branch = BranchName.Parse($"promote/webshop-app{number}");
            var head = Forge.Move(branch, $"app{number}.yaml", "1.0");
            var repository = await Forge.CloneAsync(new CommandTrace(commands));
            jobs.Add((new(repository, TimeProvider.System), Draft(head) with { SourceBranch = branch }));
        }

        var opened = await Task.WhenAll(
            jobs.Select(job => job.Provider.OpenPullRequestAsync(job.Draft, open: null, CancellationToken.None))
        );

        opened.Select(pullRequest => pullRequest.Number).Should().OnlyHaveUniqueItems();
        commands.Count(command => command is "push").Should().BeLessThan(4 * count, "one counter would need 78");
        (await Provider.GetOpenPullRequestsAsync(Main, CancellationToken.None)).Should().HaveCount(count);
    }

    [Fact]
    public async Task Opens_one_pull_request_for_8_jobs_with_the_same_commit()
    {
        var draft = Draft(Forge.Move(Branch, "1.0"), MergeMode.Immediately);
        List<PlainGitProvider> jobs = [];
        for (var number = 0; number < 8; number++)
        {
            jobs.Add(await Forge.ConnectAsync(options: []));
        }

        var merged = await Task.WhenAll(
            jobs.Select(job => job.OpenPullRequestAsync(draft, open: null, CancellationToken.None))
        );

        merged.Distinct().Should().ContainSingle().Which.MergeCommit.Should().Be(Tip());
        Forge.Remote.Git("rev-list", "--count", "--first-parent", "main").Should().Be("2");
    }

    [Theory]
    [InlineData(MergeMode.Immediately, true)]
    [InlineData(MergeMode.Immediately, false)]
    [InlineData(MergeMode.Manual, true)]
    [InlineData(MergeMode.Manual, false)]
    public async Task Takes_back_the_branch_of_the_very_commit_that_another_job_has_merged(
        MergeMode merging,
        bool looksBeforeTheMerge
    )
    {
        var draft = Draft(Forge.Move(Branch, "1.0"), merging);
        var late = await Forge.ConnectAsync(options: []);
        if (looksBeforeTheMerge)
        {
            await late.FindOpenPullRequestAsync(Branch, Main, CancellationToken.None);
        }

        var merged = await MergeAsync(await OpenAsync(draft with { MergeMode = MergeMode.Manual }));
        if (!looksBeforeTheMerge)
        {
            await late.FindOpenPullRequestAsync(Branch, Main, CancellationToken.None);
        }

        Forge.Remote.Git("update-ref", Branch.Ref, draft.Head.ToString());
        var again = await late.OpenPullRequestAsync(draft, open: null, CancellationToken.None);

        again.Should().Be(merged);
        Tip().Should().Be(merged.MergeCommit);
        Forge.Remote.Has(Branch.Ref).Should().BeFalse();
        States().Should().NotContain("merged/2").And.NotContain($"open/{Branch}");
    }

    [Fact]
    public async Task Stops_when_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        await cancellation.CancelAsync();

        var open = () =>
            Provider.OpenPullRequestAsync(Draft(Forge.Move(Branch, "1.0")), open: null, cancellation.Token);

        await open.Should().ThrowAsync<OperationCanceledException>();
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

using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <remarks>Many runs at once.</remarks>
public sealed partial class PlainGitRaces
{
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

    [Fact]
    public async Task Opens_and_merges_8_pull_requests_at_once()
    {
        var branches = Enumerable
            .Range(1, 8)
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

        merged.Select(pullRequest => pullRequest.Number).Order().Should().Equal(Enumerable.Range(1, 8));
        merged.Should().OnlyContain(pullRequest => pullRequest.State == PullRequestState.Merged);
        Forge.Remote.Files("main").Should().HaveCount(9);
        Forge.Remote.Git("rev-list", "--count", "--first-parent", "main").Should().Be("9");
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
}

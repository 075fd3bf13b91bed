using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>The check of a promotion's pull request: does the environment before run the version successfully?</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="provider">The forge.</param>
/// <param name="time">The clock of polls and retries.</param>
/// <param name="onTimeoutKnown">Is told how long the configuration lets the check wait, before it waits.</param>
public sealed class CheckPromotion(
    GitRepository repository,
    IGitProvider provider,
    TimeProvider time,
    Action<TimeSpan>? onTimeoutKnown = null
)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    /// <param name="branch">The branch of the pull request.</param>
    /// <param name="isNamed">Whether a user named the branch: then the remote must have it.</param>
    /// <param name="dryRun">Whether the provider is not told that the check has passed.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public Task<StatusOutcome> RunAsync(
        BranchName branch,
        bool isNamed,
        bool dryRun,
        CancellationToken cancellationToken
    ) => new StaleRetry(time).RunAsync(token => CheckAsync(branch, isNamed, dryRun, token), cancellationToken);

    private async Task<StatusOutcome> CheckAsync(
        BranchName branch,
        bool isNamed,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        // A mistyped name of a promotion's branch must not pass as a manual branch.
        if (
            PromotionBranch.IsPromotion(branch)
            || (isNamed && await BaseSnapshotReader.ReadTipAsync(repository, branch, cancellationToken) is null)
        )
        {
            return await CheckPullRequestAsync(branch, isNamed, dryRun, cancellationToken);
        }

        return PromotionBranch.IsReview(branch) ? new StatusOutcome.Review(branch) : new StatusOutcome.Manual(branch);
    }

    private async Task<StatusOutcome> CheckPullRequestAsync(
        BranchName branch,
        bool isNamed,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await BaseSnapshotReader.ReadAsync(repository, cancellationToken);
        var open = await provider.FindOpenPullRequestAsync(branch, snapshot.Branch, cancellationToken);
        if (open is null)
        {
            MissingPullRequest missing = new(repository, provider);
            return new StatusOutcome.Merged(
                await missing.GetMergedAsync(branch, snapshot.Branch, isNamed, cancellationToken)
            );
        }

        var metadata = await new PullRequestVerifier(repository).VerifyAsync(open, snapshot, cancellationToken);
        var before = await FindBeforeAsync(open, metadata, snapshot, cancellationToken);
        if (before is null)
        {
            return new StatusOutcome.FirstEnvironment(await PassAsync(), metadata.Environment);
        }

        var (question, commits) = await WaitAsync(open, metadata, before, snapshot, cancellationToken)
            .LeadingToAsync(open);
        return new StatusOutcome.Passed(await PassAsync(), question, commits);

        async Task<PullRequest> PassAsync() =>
            dryRun ? open : await provider.PassCheckAsync(open, cancellationToken).LeadingToAsync(open);
    }

    private async Task<EnvironmentName?> FindBeforeAsync(
        PullRequest open,
        PromotionMetadata metadata,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        var consequence = $"Pull request {open.Number} was not checked";
        var before = await new AppEnvironments(repository, snapshot, metadata.Policy).FindBeforeAsync(
            metadata.Environment,
            consequence,
            cancellationToken
        );
        await new NameCollisionCheck(repository, snapshot).CheckGateAsync(
            metadata.Target.GroupEnvironment,
            before,
            consequence,
            cancellationToken
        );
        return before;
    }

    private async Task<(GateQuestion Question, IReadOnlyList<CommitSha> Commits)> WaitAsync(
        PullRequest pullRequest,
        PromotionMetadata metadata,
        EnvironmentName before,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        PromotionGate gate = new(repository, snapshot.Layout, provider, pullRequest, metadata, before);
        var timeout = snapshot.Configuration.StatusTimeout;
        onTimeoutKnown?.Invoke(timeout);
        var started = time.GetTimestamp();
        var until = time.GetUtcNow() + timeout;
        var tip = snapshot.Commit;
        while (true)
        {
            PromotionException failure;
            Wait wait;
            try
            {
                var (question, verdict) = await gate.EvaluateAsync(
                    snapshot.Branch,
                    tip,
                    time.GetUtcNow() + timeout - time.GetElapsedTime(started),
                    cancellationToken
                );
                if (verdict is GateVerdict.Open open)
                {
                    return (question, open.Commits);
                }

                failure = GateFailure.ForTimeout(question, verdict, timeout);
                wait = new GateWait(question, verdict);
                // Controllers report on the newest commit that they see, so the branch is read again while waiting.
                tip = await BaseSnapshotReader.ReadTipAsync(repository, snapshot.Branch, cancellationToken) ?? tip;
            }
            catch (PromotionException unavailable) when (unavailable.Kind is FailureKind.Unavailable)
            {
                // A short network failure is retried until the timeout.
                failure = unavailable;
                wait = new Wait.ForServer(repository.Remote.Url.Host, unavailable.Message);
            }

            var left = timeout - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                throw failure;
            }

            await time.WaitAsync(wait, left < PollInterval ? left : PollInterval, until, cancellationToken);
        }
    }
}

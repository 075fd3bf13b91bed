using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>The check inside a promotion's pull request: does the environment before run the version well?</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="provider">Where its pull requests are.</param>
/// <param name="time">What it waits by.</param>
/// <param name="deadline">When the command gives up; is given the time that the configuration tells it to wait.</param>
public sealed class CheckPromotion(
    GitRepository repository,
    IGitProvider provider,
    TimeProvider time,
    Deadline? deadline = null
)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    /// <param name="branch">The branch of the pull request.</param>
    /// <param name="isNamed">Whether somebody typed its name: then the remote must have it.</param>
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
        // Who mistypes the branch of a promotion must not pass as somebody else's.
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
        var at = await BaseSnapshotReader.ReadAsync(repository, cancellationToken);
        if (await provider.FindOpenPullRequestAsync(branch, at.Branch, cancellationToken) is not { } pullRequest)
        {
            return new StatusOutcome.Merged(
                await new MissingPullRequest(repository, provider).GetMergedAsync(
                    branch,
                    at.Branch,
                    isNamed,
                    cancellationToken
                )
            );
        }

        var metadata = await new PullRequestVerifier(repository).VerifyAsync(pullRequest, at, cancellationToken);
        var what = $"Pull request {pullRequest.Number} was not checked";
        var before = await new AppEnvironments(repository, at, metadata.Policy).FindBeforeAsync(
            metadata.Environment,
            what,
            cancellationToken
        );
        await new NameCollisionCheck(repository, at).CheckGateAsync(
            metadata.Policy.Group,
            metadata.Environment,
            before,
            what,
            cancellationToken
        );
        if (before is null)
        {
            return new StatusOutcome.FirstEnvironment(await PassAsync(), metadata.Environment);
        }

        var (question, commits) = await WaitAsync(pullRequest, metadata, before, at, cancellationToken)
            .LeadingToAsync(pullRequest);
        return new StatusOutcome.Passed(await PassAsync(), question, commits);

        async Task<PullRequest> PassAsync() =>
            dryRun
                ? pullRequest
                : await provider.PassCheckAsync(pullRequest, cancellationToken).LeadingToAsync(pullRequest);
    }

    private async Task<(GateQuestion Question, IReadOnlyList<CommitSha> Commits)> WaitAsync(
        PullRequest pullRequest,
        PromotionMetadata metadata,
        EnvironmentName before,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        PromotionGate gate = new(repository, provider, pullRequest, metadata, before);
        var timeout = at.Configuration.StatusTimeout;
        deadline?.Extend(timeout);
        var started = time.GetTimestamp();
        var until = time.GetUtcNow() + timeout;
        var tip = at.Commit;
        while (true)
        {
            PromotionException failure;
            Wait wait;
            try
            {
                var (question, verdict) = await gate.EvaluateAsync(
                    at.Branch,
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
                // Controllers report on the newest commit that they see, so the branch is followed while waiting.
                tip = await BaseSnapshotReader.ReadTipAsync(repository, at.Branch, cancellationToken) ?? tip;
            }
            catch (PromotionException unreachable) when (unreachable.Kind is FailureKind.Unavailable)
            {
                // A network that fails for a moment is asked again until the deadline.
                failure = unreachable;
                wait = new Wait.ForServer(repository.Remote.Url.Host, unreachable.Message);
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

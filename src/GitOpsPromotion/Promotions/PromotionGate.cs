using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>The gate of one promotion: whether the environment before runs the version well.</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="provider">Where the statuses are.</param>
/// <param name="pullRequest">The pull request of the promotion.</param>
/// <param name="metadata">Its state, proven by its branch.</param>
/// <param name="before">The environment before.</param>
internal sealed class PromotionGate(
    GitRepository repository,
    IGitProvider provider,
    PullRequest pullRequest,
    PromotionMetadata metadata,
    EnvironmentName before
)
{
    private readonly GateCommits evidence = new(repository, pullRequest, metadata, before);

    /// <summary>Asks once, without waiting.</summary>
    /// <param name="branch">The default branch.</param>
    /// <param name="tip">Its newest commit.</param>
    /// <param name="deadline">When nobody waits for the statuses any more.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">The environment before does not hold the version.</exception>
    public async Task<(GateQuestion Question, GateVerdict Verdict)> EvaluateAsync(
        BranchName branch,
        CommitSha tip,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    )
    {
        var question = await evidence.ReadAsync(branch, tip, cancellationToken);
        var statuses = await provider.GetStatusesAsync(question.Commits, deadline, cancellationToken);
        return (question, Gate.Evaluate(question, statuses));
    }
}

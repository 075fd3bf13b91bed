using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>The gate of one promotion: open if the environment before runs the version successfully.</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="layout">Where environments keep their groups.</param>
/// <param name="provider">The forge with the statuses.</param>
/// <param name="pullRequest">The pull request of the promotion.</param>
/// <param name="metadata">Its state, verified against its branch.</param>
/// <param name="before">The environment before.</param>
internal sealed class PromotionGate(
    GitRepository repository,
    Layout layout,
    IGitProvider provider,
    PullRequest pullRequest,
    PromotionMetadata metadata,
    EnvironmentName before
)
{
    private readonly GateCommits commits = new(repository, layout, pullRequest, metadata, before);

    /// <summary>Reads the statuses once, without waiting.</summary>
    /// <param name="branch">The default branch.</param>
    /// <param name="tip">Its newest commit.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">The environment before does not have the version.</exception>
    public async Task<(GateQuestion Question, GateVerdict Verdict)> EvaluateAsync(
        BranchName branch,
        CommitSha tip,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    )
    {
        var question = await commits.ReadAsync(branch, tip, cancellationToken);
        var statuses = await provider.GetStatusesAsync(question.Commits, deadline, cancellationToken);
        return (question, Gate.Evaluate(question, statuses));
    }
}

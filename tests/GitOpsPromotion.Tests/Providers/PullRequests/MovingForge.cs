using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>A forge whose source branch moves after each observation.</summary>
internal sealed class MovingForge(InMemoryForge inner) : IPullRequestForge
{
    public InMemoryForge Inner { get; } = inner;

    public ForgeTraits Traits => Inner.Traits;

    public async Task<ObservedPullRequest> ObserveAsync(
        PullRequestGoal goal,
        ObservedPullRequest? before,
        CancellationToken cancellationToken
    )
    {
        var seen = await Inner.ObserveAsync(goal, before, cancellationToken);
        Inner.Tip = Planned.Other;
        return seen;
    }

    public Task<CommitSha?> ReadTipAsync(BranchName source, CancellationToken cancellationToken) =>
        Inner.ReadTipAsync(source, cancellationToken);

    public Task<StepResult> DoAsync(
        PullRequestStep step,
        PullRequestGoal goal,
        ObservedPullRequest now,
        CancellationToken cancellationToken
    ) => Inner.DoAsync(step, goal, now, cancellationToken);
}

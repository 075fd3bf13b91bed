using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>What GitHub shows.</summary>
internal sealed record GitHubObservation : ObservedPullRequest
{
    /// <summary>The id by which GraphQL names the pull request; null where there is none.</summary>
    public string? NodeId { get; init; }

    /// <summary>The same with the pull request that an answer contains.</summary>
    public GitHubObservation With(GitHubPullRequest pullRequest) =>
        this with
        {
            NodeId = pullRequest.Id,
            PullRequest = pullRequest.Value,
            IsQueued = pullRequest.IsQueued,
            Mergeability = Mergeability.NotRead,
        };
}

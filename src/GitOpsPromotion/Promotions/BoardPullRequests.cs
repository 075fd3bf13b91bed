using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads the open promotions for the board.</summary>
/// <param name="provider">Knows the pull requests; null leaves them out.</param>
internal sealed class BoardPullRequests(IGitProvider? provider)
{
    /// <summary>The open promotions; null where they are not known.</summary>
    /// <param name="at">The default branch.</param>
    /// <param name="problems">Gets a sentence for each pull request that cannot be read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<Dictionary<(ImagePolicy, EnvironmentName), BoardPullRequest>?> ReadAsync(
        BaseSnapshot at,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        if (provider is null)
        {
            return null;
        }

        IReadOnlyList<PullRequest> all;
        try
        {
            all = await provider.GetOpenPullRequestsAsync(at.Branch, cancellationToken);
        }
        catch (PromotionException unreadable) when (unreadable.Kind is FailureKind.Rejected)
        {
            // What the environments hold is known all the same.
            problems.Add($"No pull requests are shown. {unreadable.Message} {unreadable.Hint}".TrimEnd());
            return null;
        }

        Dictionary<(ImagePolicy, EnvironmentName), BoardPullRequest> open = [];
        foreach (var pullRequest in all.Where(each => PromotionBranch.IsPromotion(each.SourceBranch)))
        {
            switch (PromotionMetadata.Parse(pullRequest.Description))
            {
                case ParsedMetadata.Valid({ Type: PromotionType.Promote } metadata):
                    open.TryAdd(
                        (metadata.Policy, metadata.Environment),
                        new BoardPullRequest(pullRequest, metadata.Version)
                    );
                    break;
                case ParsedMetadata.Invalid(var reason):
                    problems.Add(
                        $"Pull request {pullRequest.Number} is not shown: its description cannot be read: {reason}."
                    );
                    break;
            }
        }

        return open;
    }
}

using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads the open promotions for the board.</summary>
/// <param name="provider">The forge; null to omit pull requests.</param>
internal sealed class BoardPullRequests(IGitProvider? provider)
{
    /// <summary>The open promotions; null if they are unknown.</summary>
    /// <param name="snapshot">The default branch.</param>
    /// <param name="problems">Gets a sentence for each pull request that cannot be read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<Dictionary<PromotionTarget, BoardPullRequest>?> ReadAsync(
        BaseSnapshot snapshot,
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
            all = await provider.GetOpenPullRequestsAsync(snapshot.Branch, cancellationToken);
        }
        catch (PromotionException unreadable) when (unreadable.Kind is FailureKind.Rejected)
        {
            // The versions in the environments are shown without them.
            problems.Add($"No pull requests are shown. {unreadable.Message} {unreadable.Hint}".TrimEnd());
            return null;
        }

        Dictionary<PromotionTarget, BoardPullRequest> open = [];
        foreach (var pullRequest in all.Where(each => PromotionBranch.IsPromotion(each.SourceBranch)))
        {
            switch (PromotionMetadata.Parse(pullRequest.Description))
            {
                case ParsedMetadata.Valid({ Type: PromotionType.Promote } metadata):
                    open.TryAdd(metadata.Target, new BoardPullRequest(pullRequest, metadata.Version));
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

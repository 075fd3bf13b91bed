using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds out why a branch has no open pull request.</summary>
internal sealed class MissingPullRequest(GitRepository repository, IGitProvider provider)
{
    /// <summary>The merged pull request of a branch without an open one.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="target">The branch that it was merged into.</param>
    /// <param name="isNamed">Whether a user named the branch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">It was not merged, or the branch has other commits than were merged.</exception>
    public async Task<PullRequest> GetMergedAsync(
        BranchName branch,
        BranchName target,
        bool isNamed,
        CancellationToken cancellationToken
    )
    {
        var newest = await provider.FindNewestPullRequestAsync(branch, target, cancellationToken);
        // Read last: a branch that was pushed again after the merge needs another pull request, which a forge may list late.
        var tip = await BaseSnapshotReader.ReadTipAsync(repository, branch, cancellationToken);
        var isOfTip = newest is not null && (tip is null || tip == newest.Head);
        return (newest?.State, isOfTip) switch
        {
            (PullRequestState.Merged, true) => newest!,
            (PullRequestState.Closed, true) => throw Closed(newest!),
            (PullRequestState.Open, _) when tip is null => throw Closed(newest!),
            (PullRequestState.Open, _) => throw NotOpen(branch, target, isStale: true),
            (null, _) when tip is null && isNamed => throw await NoBranchAsync(branch, cancellationToken),
            _ => throw NotOpen(branch, target, isStale: false),
        };
    }

    private static PromotionException Closed(PullRequest pullRequest) =>
        new(
            FailureKind.Rejected,
            $"Pull request {pullRequest.Number} on branch '{pullRequest.SourceBranch}' was closed without a merge, or its branch was deleted: "
                + "there is nothing to check."
        )
        {
            Hint = "Start the promotion again with 'gitops-promotion new' or 'gitops-promotion promote'.",
        };

    private static PromotionException NotOpen(BranchName branch, BranchName target, bool isStale) =>
        new(
            FailureKind.Rejected,
            $"No pull request into '{target}' is open on branch '{branch}', so there is nothing to check."
        )
        {
            Hint = "It may have been merged or closed already: 'gitops-promotion list' shows what is open.",
            IsStale = isStale,
        };

    private async Task<PromotionException> NoBranchAsync(BranchName branch, CancellationToken cancellationToken)
    {
        var refs = await repository.Remote.ReadRefsAsync([PromotionBranch.AllRefs], cancellationToken);
        List<string> promotions =
        [
            .. refs
                .Commits.Keys.Select(name => BranchName.TryParseRef(name, out var found) ? found : null)
                .OfType<BranchName>()
                .Where(PromotionBranch.IsPromotion)
                .Select(found => found.Value)
                .Order(StringComparer.Ordinal),
        ];
        return new PromotionException(
            FailureKind.Configuration,
            $"The remote {repository.Remote.Url} has no branch '{branch}', so there is nothing to check."
        )
        {
            Hint = Hint(branch.Value, promotions),
        };
    }

    /// <summary>What to do about a branch that the remote does not have.</summary>
    /// <param name="name">The branch.</param>
    /// <param name="promotions">The promotion branches of the remote.</param>
    public static string Hint(string name, List<string> promotions)
    {
        // $(NAME), ${NAME} and $NAME stay as they are if a CI system has no such variable.
        if (name.Contains('$', StringComparison.Ordinal))
        {
            return "It looks like a variable that the CI system did not replace. Give the branch of the pull request, "
                + "or omit --branch: in a CI job the branch is detected.";
        }

        return
            (promotions.Find(promotion => IsSpelling(promotion, name)) ?? NearestName.Find(name, promotions))
                is { } near
            ? $"Did you mean '{near}'?"
            : "Give the branch of the pull request as the remote has it, or omit --branch: in a CI job the branch is detected.";
    }

    /// <summary>Whether a name differs from a branch only in case, or in a remote's name before it.</summary>
    private static bool IsSpelling(string branch, string name) =>
        name.Equals(branch, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith($"/{branch}", StringComparison.OrdinalIgnoreCase);
}

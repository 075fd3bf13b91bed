namespace GitOpsPromotion.Forges.GitHub;

/// <summary>What one read shows of a pull request: not always the newest.</summary>
/// <param name="HeadSha">The head, or the one before.</param>
/// <param name="IsMergeableUnknown">Whether GitHub still finds out if it can be merged.</param>
internal sealed record GitHubView(string HeadSha, bool IsMergeableUnknown)
{
    public static GitHubView Of(GitHubPullRequest pull)
    {
        var old = pull.OldHeadReads > 0;
        var unknown = pull.UnknownMergeableReads > 0;
        pull.OldHeadReads -= old ? 1 : 0;
        pull.UnknownMergeableReads -= unknown ? 1 : 0;
        return new(old ? pull.OldHeadSha! : pull.HeadSha, unknown);
    }
}

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>What one read shows of a pull request, which may be out of date.</summary>
/// <param name="HeadSha">The head, or the one before.</param>
/// <param name="IsMergeableUnknown">Whether its mergeability is not computed yet.</param>
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

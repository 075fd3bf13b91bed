using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Failures that more than one change of a pull request meets.</summary>
internal static class PlainGitFailures
{
    public static PromotionException Moved(PlainGitSnapshot snapshot, BranchName source, CommitSha head) =>
        new(
            FailureKind.Rejected,
            $"Branch {source} is no longer at commit {head.Abbreviated}: "
                + (snapshot.Find(source) is { } now ? $"it is at {now.Abbreviated}." : "it has been deleted.")
        )
        {
            Hint = "Somebody else changed it meanwhile. Run the command again to decide on what is there now.",
            IsStale = true,
        };
}

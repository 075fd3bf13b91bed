using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>What keeps a pull request from being opened or completed, each as one sentence.</summary>
internal static class AzureDevOpsFailures
{
    public static PromotionException Stale(string what, string why) =>
        new(FailureKind.Rejected, $"{what}: {why}.")
        {
            Hint = "Somebody else changed it meanwhile. Run the command again to decide on what is there now.",
            IsStale = true,
        };

    public static PromotionException NotOpen(string what) =>
        new(FailureKind.Rejected, $"{what}: it is no longer open.")
        {
            Hint = "See what is open with: gitops-promotion list",
            IsStale = true,
        };

    public static PromotionException Moved(string what, BranchName source, CommitSha head, CommitSha? now) =>
        Stale(
            what,
            now is null
                ? $"branch '{source}' has been deleted"
                : $"branch '{source}' is no longer at commit {head.Abbreviated}: it is at {now.Abbreviated}"
        );

    public static PromotionException MergedOther(string what, CommitSha merged) =>
        Stale(what, $"it has been merged with another commit, {merged.Abbreviated}");

    public static PromotionException NotNoticed(string what, BranchName source, CommitSha head) =>
        new(
            FailureKind.TimedOut,
            $"{what}: the pull request has not noticed that branch '{source}' is at commit {head.Abbreviated}."
        )
        {
            Hint = "Azure DevOps may be slow; run the command again.",
        };

    public static PromotionException NotYetMerged(string what, TimeSpan waited) =>
        new(
            FailureKind.TimedOut,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{what}: after {waited.TotalMinutes:0} minutes it still is being merged."
            )
        )
        {
            Hint = "Look at the pull request: it may be merged later.",
        };

    /// <param name="what">What has not happened.</param>
    /// <param name="target">The branch that it conflicts with.</param>
    /// <param name="isStale">Whether a branch built anew may fit.</param>
    public static PromotionException Conflict(string what, BranchName target, bool isStale) =>
        new(FailureKind.Rejected, $"{what}: it conflicts with branch '{target}'.")
        {
            Hint = isStale
                ? "Promote the version again: that builds its branch on what is there now."
                : $"Run 'gitops-promotion promote' on the newest commit of branch '{target}': it rebuilds the branch.",
            IsStale = isStale,
        };

    /// <param name="what">What has not happened.</param>
    /// <param name="target">The branch whose policies they are.</param>
    /// <param name="names">The policies, as far as they are known.</param>
    public static PromotionException Policy(string what, BranchName target, IReadOnlyList<string> names) =>
        new(
            FailureKind.Rejected,
            names.Count > 0
                ? $"{what}: not fulfilled are the policies of branch '{target}': {string.Join(", ", names)}."
                : $"{what}: a policy of branch '{target}' is not fulfilled."
        )
        {
            Hint = "The pull request shows what each of them waits for.",
        };

    /// <param name="what">What has not happened.</param>
    /// <param name="reason">What the server says of it; may be empty.</param>
    public static PromotionException MergeFailed(string what, string reason) =>
        new(FailureKind.Rejected, $"{what}: the merge failed{(reason.Length > 0 ? $" ({reason})" : "")}.")
        {
            Hint = "The pull request may say more.",
        };

    public static PromotionException Draft(string what) =>
        new(FailureKind.Rejected, $"{what}: it is a draft.")
        {
            Hint = "Publish it on its page, then run the command again.",
        };

    public static PromotionException NoStrategy(string what, BranchName target) =>
        new(FailureKind.Rejected, $"{what}: the policies of branch '{target}' leave no merge type.")
        {
            Hint = "Allow one in the branch's policy 'Limit merge types'.",
        };

    public static PromotionException NoCheck(string what, BranchName target) =>
        new(
            FailureKind.Rejected,
            $"{what}: branch '{target}' has no policy that would make it wait for the promotion check."
        )
        {
            Hint =
                "Add to the branch's policies a required build validation that runs 'gitops-promotion status', for all "
                + "files; or a required status check gitops-promotion/status that is reset whenever there are new changes.",
        };

    /// <param name="draft">What was to be opened.</param>
    /// <param name="limit">How many characters Azure DevOps takes.</param>
    public static PromotionException DescriptionTooLong(DesiredPullRequest draft, int limit) =>
        new(
            FailureKind.Rejected,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"The pull request from '{draft.SourceBranch}' into '{draft.TargetBranch}' did not get its description: what it must begin with is longer than the {limit} characters that Azure DevOps takes."
            )
        )
        {
            Hint = "Give the group, the app, the tag or the image a shorter name.",
        };

    public static PromotionException StatusOfOthers(string what, BranchName target) =>
        new(
            FailureKind.Rejected,
            $"{what}: the policy of branch '{target}' counts the status gitops-promotion/status of another identity only."
        )
        {
            Hint =
                "Let any identity set it, or name the one whose token this is: branch policies, status check, "
                + "authorized account.",
        };

    public static PromotionException Retargeted(string what, BranchName target) =>
        Stale(what, $"it does not go into branch '{target}' any more");

    public static PromotionException AutoCompleteLost(string what) =>
        new(FailureKind.Rejected, $"{what}: auto-complete did not stay on.")
        {
            Hint = "A policy may forbid the merge type, or somebody switched it off; the pull request's history tells.",
        };

    public static PromotionException AutoCompleteStays(string what) =>
        new(FailureKind.Rejected, $"{what}: auto-complete is still on.")
        {
            Hint = "Switch it off on the pull request's page.",
        };
}

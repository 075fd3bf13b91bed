using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>What stands in the way of a pull request, and which setting changes that.</summary>
internal static class GitHubFailures
{
    public static PromotionException Moved(BranchName source, CommitSha head) =>
        Changed($"Branch {source} is no longer at commit {head.Abbreviated}.");

    public static PromotionException MergedOther(string what, CommitSha merged) =>
        Changed($"{what}: it has been merged with another commit, {merged.Abbreviated}.");

    public static PromotionException NotOpen(PullRequest pullRequest) =>
        new(
            FailureKind.Rejected,
            $"Pull request {pullRequest.Number} from {pullRequest.SourceBranch} is no longer open: it is {(pullRequest.State is PullRequestState.Merged ? "merged" : "closed")}."
        )
        {
            Hint = "See what is open with: gitops-promotion list",
            IsStale = true,
        };

    public static PromotionException NothingToMerge(DesiredPullRequest draft) =>
        new(
            FailureKind.Rejected,
            $"No pull request was opened from {draft.SourceBranch}: {draft.TargetBranch} has got the same change meanwhile."
        )
        {
            Hint = "Run the command again to see what is there now.",
            IsStale = true,
        };

    /// <param name="pullRequest">The pull request.</param>
    /// <param name="isStale">Whether its branch can be made anew right away.</param>
    public static PromotionException Conflict(PullRequest pullRequest, bool isStale) =>
        new(
            FailureKind.Rejected,
            $"Pull request {pullRequest.Number} was not merged: it conflicts with what {pullRequest.TargetBranch} got meanwhile."
        )
        {
            Hint = isStale
                ? "Run the promotion again: it starts from what is on the branch now."
                : Rebuild(pullRequest),
            IsStale = isStale,
        };

    public static PromotionException Draft(PullRequest pullRequest) =>
        Blocked(pullRequest, "it is a draft", "Mark it as ready for review on its page.");

    public static PromotionException NoMethod(PullRequest pullRequest, GitHubAddress address) =>
        Blocked(
            pullRequest,
            $"no way of merging is allowed both in {address} and by the rules of {pullRequest.TargetBranch}",
            "Allow merge commits, squash merging or rebase merging in Settings, General, Pull Requests."
        );

    public static PromotionException MergeQueue(PullRequest pullRequest) =>
        Blocked(
            pullRequest,
            $"{pullRequest.TargetBranch} takes merges from its merge queue only",
            "Put it into the queue on its page with 'Merge when ready'."
        );

    /// <param name="pullRequest">The pull request.</param>
    /// <param name="words">What GitHub says is missing, as it may be shown.</param>
    public static PromotionException Blocked(PullRequest pullRequest, string words) =>
        Blocked(pullRequest, words, "Its page shows what is missing: checks, reviews or rights.");

    /// <param name="pullRequest">The pull request.</param>
    /// <param name="checks">The checks that its target branch requires, as far as they are known.</param>
    public static PromotionException RuleNotMet(PullRequest pullRequest, IEnumerable<string> checks) =>
        Blocked(
            pullRequest,
            $"a rule of {pullRequest.TargetBranch} is not met"
                + (string.Join(", ", checks) is { Length: > 0 } names ? $" (checks that it requires: {names})" : "")
        );

    public static PromotionException Behind(PullRequest pullRequest) =>
        Blocked(
            pullRequest,
            $"{pullRequest.TargetBranch} has moved on, and wants its newest commit in the branch first",
            Rebuild(pullRequest)
        );

    private static string Rebuild(PullRequest pullRequest) =>
        $"Run 'gitops-promotion promote' on the newest commit of {pullRequest.TargetBranch}: it rebuilds the branch.";

    public static PromotionException StillJudged(PullRequest pullRequest) =>
        Blocked(
            pullRequest,
            "GitHub has not found out yet what stands in the way",
            "Run the command again in a minute."
        );

    /// <summary>Nothing would keep it from merging before the promotion check.</summary>
    public static PromotionException NoChecks(PullRequest pullRequest) =>
        NotByItself(
            pullRequest,
            $"no check is required on {pullRequest.TargetBranch}, so it would not wait for the promotion check",
            $"Require the promotion check for {pullRequest.TargetBranch} in Settings, Rules (or Branches), then run the command again."
        );

    public static PromotionException AutoMergeNotAllowed(PullRequest pullRequest, GitHubAddress address) =>
        NotByItself(
            pullRequest,
            $"auto-merge is switched off in {address}",
            "Tick 'Allow auto-merge' in Settings, General, Pull Requests, then run the command again."
        );

    /// <param name="pullRequest">The pull request.</param>
    /// <param name="obstacle">What <see cref="GitHubRules"/> says.</param>
    public static PromotionException NoAutoMergePastRules(PullRequest pullRequest, string obstacle) =>
        NotByItself(
            pullRequest,
            $"{obstacle}, and for a token that may bypass the rules GitHub has no auto-merge",
            "Give a token that may not bypass them, such as that of an App, or let nobody bypass them; then run the command again."
        );

    /// <param name="pullRequest">The pull request.</param>
    /// <param name="words">What GitHub says, as it may be shown.</param>
    public static PromotionException NotEnabled(PullRequest pullRequest, string words) =>
        NotByItself(
            pullRequest,
            $"GitHub does not switch auto-merge on ({words})",
            "Look at the pull request, then run the command again."
        );

    public static PromotionException NotDisabled(PullRequest pullRequest, string words) =>
        new(
            FailureKind.Rejected,
            $"Pull request {pullRequest.Number} may still merge by itself: GitHub does not switch auto-merge off ({words})."
        )
        {
            Hint = "Switch it off on the page of the pull request, then run the command again.",
        };

    public static PromotionException Queued(PullRequest pullRequest) =>
        new(
            FailureKind.Rejected,
            $"Pull request {pullRequest.Number} may still merge by itself: it is in the merge queue of {pullRequest.TargetBranch}."
        )
        {
            Hint = "Take it out of the queue on the page of the pull request, then run the command again.",
        };

    private static PromotionException NotByItself(PullRequest pullRequest, string why, string hint) =>
        new(FailureKind.Rejected, $"Pull request {pullRequest.Number} is open, but does not merge by itself: {why}.")
        {
            Hint = hint,
        };

    private static PromotionException Blocked(PullRequest pullRequest, string why, string hint) =>
        new(FailureKind.Rejected, $"Pull request {pullRequest.Number} was not merged: {why}.") { Hint = hint };

    private static PromotionException Changed(string message) =>
        new(FailureKind.Rejected, message)
        {
            Hint = "Somebody else changed it meanwhile. Run the command again to decide on what is there now.",
            IsStale = true,
        };
}

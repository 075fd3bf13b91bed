using GitOpsPromotion.Providers.PullRequests;
using static GitOpsPromotion.Providers.PullRequests.PullRequestProblem;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>What the lifecycle of pull requests has to know of GitHub.</summary>
internal static class GitHubTraits
{
    public static ForgeTraits Value { get; } =
        new("GitHub")
        {
            // A longer one is refused with 422 "title is too long (maximum is 256 characters)".
            MaxTitle = 256,
            BindsAutoMergeToHead = true,
            Hints = new Dictionary<PullRequestProblem, string>
            {
                [NoMergeMethod] =
                    "Allow merge commits, squash merging or rebase merging in Settings, General, Pull Requests.",
                [MergeQueueRequired] = "Put it into the queue on its page with 'Merge when ready'.",
                [NoRequiredCheck] =
                    "Require the promotion check for the target branch in Settings, Rules (or Branches), then run the command again.",
                [AutoMergeNotAllowed] =
                    "Tick 'Allow auto-merge' in Settings, General, Pull Requests, then run the command again.",
                [AutoMergeBypassesRules] =
                    "Use a token that cannot bypass them, for example a GitHub App token, or remove the bypass; then run the command again.",
            },
        };
}

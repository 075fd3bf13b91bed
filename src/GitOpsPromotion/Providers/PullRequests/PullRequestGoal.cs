using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>What a call is to achieve with one pull request.</summary>
/// <param name="SourceBranch">The branch to merge.</param>
/// <param name="TargetBranch">The branch to merge into.</param>
/// <param name="Head">The commit of the source branch that the call is about.</param>
internal abstract record PullRequestGoal(BranchName SourceBranch, BranchName TargetBranch, CommitSha Head)
{
    /// <summary>The number of the pull request; null where it is the open one of the two branches, if there is one.</summary>
    public abstract int? Number { get; }

    /// <summary>What has not happened where it fails, as the beginning of a sentence.</summary>
    /// <param name="number">The pull request that was found; null where there is none.</param>
    public abstract string NotReached(int? number);

    /// <summary>It is open with the desired text and merge mode.</summary>
    /// <param name="Desired">What it is to be.</param>
    public sealed record Open(DesiredPullRequest Desired)
        : PullRequestGoal(Desired.SourceBranch, Desired.TargetBranch, Desired.Head)
    {
        /// <summary>The open pull request as last read; null where there was none.</summary>
        public PullRequest? Known { get; init; }

        public override int? Number => null;

        public override string NotReached(int? number) =>
            number is null
                ? $"No pull request was opened from {SourceBranch} into {TargetBranch}"
                : Desired.MergeMode switch
                {
                    MergeMode.Manual => $"Pull request {number} was not updated",
                    MergeMode.AfterCheck => $"Pull request {number} is open, but auto-merge is not enabled",
                    _ => $"Pull request {number} was not merged",
                };
    }

    /// <summary>It is merged.</summary>
    /// <param name="PullRequest">As last read.</param>
    /// <param name="Note">What the history is to say about the merge; null for nothing.</param>
    public sealed record Merge(PullRequest PullRequest, MergeNote? Note) : OfNumber(PullRequest)
    {
        public override string NotReached(int? number) => $"Pull request {PullRequest.Number} was not merged";
    }

    /// <summary>It is open, and auto-merge is disabled.</summary>
    /// <param name="PullRequest">As last read.</param>
    public sealed record DisableAutoMerge(PullRequest PullRequest) : OfNumber(PullRequest)
    {
        public override string NotReached(int? number) =>
            $"Auto-merge of pull request {PullRequest.Number} was not disabled";
    }

    /// <summary>The forge knows that the promotion check has passed on its head.</summary>
    /// <param name="PullRequest">As last read.</param>
    public sealed record PassCheck(PullRequest PullRequest) : OfNumber(PullRequest)
    {
        public override string NotReached(int? number) =>
            $"The check status of pull request {PullRequest.Number} was not set";
    }

    /// <summary>A goal for a pull request that exists.</summary>
    internal abstract record OfNumber(PullRequest Existing)
        : PullRequestGoal(Existing.SourceBranch, Existing.TargetBranch, Existing.Head)
    {
        public override int? Number => Existing.Number;
    }
}

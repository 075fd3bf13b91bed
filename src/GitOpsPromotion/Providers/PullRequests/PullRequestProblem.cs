namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>Why a pull request does not get into the desired state.</summary>
internal enum PullRequestProblem
{
    /// <summary>The forge refused a step; its answer says why.</summary>
    Refused,

    /// <summary>The source branch is at another commit, or deleted.</summary>
    SourceBranchMoved,

    /// <summary>It was merged with another head commit.</summary>
    MergedOtherCommit,

    /// <summary>It is merged or closed.</summary>
    NotOpen,

    /// <summary>It has another target branch now.</summary>
    Retargeted,

    /// <summary>The target branch contains the change already.</summary>
    NothingToMerge,

    /// <summary>What the description must begin with is longer than the forge accepts.</summary>
    DescriptionTooLong,

    Conflict,
    Draft,

    /// <summary>No merge method is allowed.</summary>
    NoMergeMethod,

    MergeQueueRequired,

    /// <summary>The target branch requires its newest commit in the source branch.</summary>
    Behind,

    /// <summary>A rule of the target branch is not met.</summary>
    RuleNotMet,

    /// <summary>The forge tried to merge, and failed.</summary>
    MergeFailed,

    /// <summary>The forge did not compute in time whether it can be merged.</summary>
    MergeabilityUnknown,

    /// <summary>The forge did not show the head commit in time.</summary>
    HeadCommitMissing,

    /// <summary>The forge did not finish the merge in time.</summary>
    MergeUnfinished,

    /// <summary>A push changed the head commit during the merge.</summary>
    PushedDuringMerge,

    /// <summary>No required check would keep auto-merge waiting for the promotion check.</summary>
    NoRequiredCheck,

    /// <summary>Auto-merge is disabled in the repository's settings.</summary>
    AutoMergeNotAllowed,

    /// <summary>The forge does not enable auto-merge.</summary>
    AutoMergeRefused,

    /// <summary>The token can merge past a rule that is not met, so that the forge does not enable auto-merge.</summary>
    AutoMergeBypassesRules,

    /// <summary>Auto-merge was enabled, and is off again.</summary>
    AutoMergeLost,

    /// <summary>Auto-merge was disabled, and is still on.</summary>
    AutoMergeStays,

    /// <summary>It is in a merge queue, so that auto-merge cannot be disabled.</summary>
    Queued,
}

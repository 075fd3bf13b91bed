using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>What a forge shows of a pull request and its branches at one moment. Forges add what their steps need.</summary>
internal record ObservedPullRequest
{
    /// <summary>The commit of the source branch at the remote; null where the branch does not exist.</summary>
    public required CommitSha? Tip { get; init; }

    /// <summary>
    /// When <see cref="Tip"/> was read where pushes show at once, as a timestamp of the clock; null where the forge may
    /// show a push late.
    /// </summary>
    public long? TipReadAt { get; init; }

    /// <summary>
    /// The pull request; null where none is open. Its head is the commit that the forge shows, which may be older than
    /// <see cref="Tip"/>.
    /// </summary>
    public required PullRequest? PullRequest { get; init; }

    public Mergeability Mergeability { get; init; }

    /// <summary>What the forge says of a merge that failed, as it may be shown; may be empty.</summary>
    public string MergeFailure { get; init; } = "";

    public bool IsDraft { get; init; }

    /// <summary>Whether it is in the merge queue of its target branch.</summary>
    public bool IsQueued { get; init; }

    /// <summary>How auto-merge will merge; null where that does not matter.</summary>
    public MergeMethod? AutoMergeMethod { get; init; }

    /// <summary>Whether auto-merge is enabled with options that this tool does not set, such as to bypass rules.</summary>
    public bool HasOtherAutoMergeOptions { get; init; }

    /// <summary>Whether the token may merge past the rules of the target branch: then the forge does not enforce them.</summary>
    public bool MayBypassRules { get; init; }

    /// <summary>Whether the promotion check has passed on its head, where the provider itself keeps that.</summary>
    public bool HasPassedCheck { get; init; }

    /// <summary>The rules of the target branch; null where they were not read.</summary>
    public MergeRules? Rules { get; init; }

    /// <summary>What stands in the way of a merge; null where that was not read.</summary>
    public Obstacle? Obstacle { get; init; }

    /// <summary>What the steps of this call have done so far.</summary>
    public Progress Progress { get; init; } = new();
}

/// <summary>What stands in the way of a merge.</summary>
/// <param name="Text">A part of a sentence, as it may be shown; null for nothing.</param>
internal sealed record Obstacle(string? Text);

/// <summary>The steps of a call that a forge has accepted or refused.</summary>
internal sealed record Progress
{
    /// <summary>Whether title and description were set. A forge may store another spelling of them.</summary>
    public bool HasSetText { get; init; }

    /// <summary>Whether auto-merge was enabled.</summary>
    public bool HasEnabledAutoMerge { get; init; }

    /// <summary>Whether auto-merge was disabled.</summary>
    public bool HasDisabledAutoMerge { get; init; }

    /// <summary>Whether the forge has accepted the merge; it may be done a little later.</summary>
    public bool HasMerged { get; init; }

    /// <summary>Whether the status of the promotion check was set.</summary>
    public bool HasSetCheckStatus { get; init; }

    /// <summary>The refusal of the last step; null where it was accepted.</summary>
    public Refusal? Refusal { get; init; }
}

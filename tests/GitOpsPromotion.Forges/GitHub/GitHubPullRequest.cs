using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>A pull request, as GitHub remembers it.</summary>
public sealed class GitHubPullRequest
{
    internal GitHubPullRequest(int number, string nodeId, DateTimeOffset createdAt)
    {
        Number = number;
        NodeId = nodeId;
        CreatedAt = createdAt;
        UpdatedAt = createdAt;
    }

    public int Number { get; }

    /// <summary>The id for GraphQL.</summary>
    public string NodeId { get; }

    public required string Title { get; set; }

    public string? Body { get; set; }

    public required string Author { get; init; }

    /// <summary>The owner of the head branch: the repository's owner, or a fork's.</summary>
    public required string HeadOwner { get; set; }

    public bool IsFromFork { get; init; }

    /// <summary>The name of the head branch.</summary>
    public required string Head { get; init; }

    public string HeadSha { get; internal set; } = "";

    /// <summary>The name of the base branch.</summary>
    public required string Base { get; set; }

    public string BaseSha { get; internal set; } = "";

    public bool IsOpen { get; internal set; } = true;

    public bool IsMerged => MergedAt is not null;

    /// <summary>What the base branch got.</summary>
    public string? MergeCommit { get; internal set; }

    public string? MergedBy { get; internal set; }

    /// <summary>The method of auto-merge; null where it is off.</summary>
    public MergeStyle? AutoMerge { get; internal set; }

    public string? AutoMergeBy { get; internal set; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset UpdatedAt { get; internal set; }

    public DateTimeOffset? ClosedAt { get; internal set; }

    public DateTimeOffset? MergedAt { get; internal set; }

    /// <summary>The commits that the base branch got by the merge, and those that were merged.</summary>
    internal HashSet<string> Commits { get; } = new(StringComparer.Ordinal);

    /// <summary>The tip of the base branch at the last look.</summary>
    internal string BaseSeen { get; set; } = "";

    internal string? OldHeadSha { get; set; }

    internal int OldHeadReads { get; set; }

    internal int UnknownMergeableReads { get; set; }

    internal int UnlinkedReads { get; set; }

    /// <summary>Whether this read does not have its merge yet. Counts the read.</summary>
    internal bool IsUnlinked()
    {
        var unlinked = UnlinkedReads > 0;
        UnlinkedReads -= unlinked ? 1 : 0;
        return unlinked;
    }
}

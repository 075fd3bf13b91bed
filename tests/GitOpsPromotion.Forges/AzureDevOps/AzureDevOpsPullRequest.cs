namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>A pull request, as Azure DevOps remembers it.</summary>
public sealed class AzureDevOpsPullRequest
{
    internal AzureDevOpsPullRequest(int id, AzureDevOpsIdentity creator)
    {
        Id = id;
        Creator = creator;
    }

    public int Id { get; }

    public AzureDevOpsIdentity Creator { get; }

    public required string Title { get; set; }

    public string? Description { get; set; }

    /// <summary>The name of the source branch.</summary>
    public required string Source { get; init; }

    /// <summary>The name of the target branch.</summary>
    public required string Target { get; init; }

    /// <summary>The fork that the source branch is in; null where it is the repository itself.</summary>
    public Guid? Fork { get; init; }

    /// <summary><c>active</c>, <c>abandoned</c> or <c>completed</c>.</summary>
    public string Status { get; private set; } = "active";

    public bool IsActive => Status is "active";

    public bool IsCompleted => Status is "completed";

    /// <summary>The tip of the source branch.</summary>
    public string SourceCommit { get; internal set; } = "";

    /// <summary>The tip of the target branch that it was last merged with.</summary>
    public string TargetCommit { get; internal set; } = "";

    /// <summary>The test merge before it is completed, and what the target branch got after it.</summary>
    public string? MergeCommit { get; internal set; }

    /// <summary><c>succeeded</c>, <c>conflicts</c>, <c>rejectedByPolicy</c> and so on.</summary>
    public string MergeStatus { get; internal set; } = "notSet";

    public string? MergeFailure { get; internal set; }

    /// <summary>The identity that switched auto-complete on; null where it is off.</summary>
    public AzureDevOpsIdentity? AutoCompleteBy { get; internal set; }

    public AzureDevOpsIdentity? ClosedBy { get; private set; }

    internal AzureDevOpsCompletion Completion { get; set; } = new();

    /// <summary>Whether it is to be completed, and has not been yet.</summary>
    internal bool IsQueued => QueuedBy is not null;

    internal DateTimeOffset CreatedAt { get; } = TimeProvider.System.GetUtcNow();

    internal DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Its own statuses, the newest last.</summary>
    internal List<AzureDevOpsStatus> Statuses { get; } = [];

    /// <summary>The results of the build policies, by the policy's number.</summary>
    internal Dictionary<int, string> Builds { get; } = [];

    /// <summary>The commits that it brings, as they were on the source branch.</summary>
    internal HashSet<string> Commits { get; } = new(StringComparer.Ordinal);

    /// <summary>What the source branch was at, first to last: each push makes an iteration.</summary>
    internal List<string> Iterations { get; } = [];

    internal int Iteration => Iterations.Count;

    internal AzureDevOpsIdentity? QueuedBy { get; set; }

    internal bool IsQueuedByAutoComplete { get; set; }

    internal int QueuedReads { get; set; }

    internal int MergeReads { get; set; }

    internal int QueryReads { get; set; }

    internal string? OldSourceCommit { get; set; }

    internal int OldSourceReads { get; set; }

    internal void Close(string status, AzureDevOpsIdentity by)
    {
        Status = status;
        ClosedAt = TimeProvider.System.GetUtcNow();
        ClosedBy = by;
        AutoCompleteBy = null;
    }
}

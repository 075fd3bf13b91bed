namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>A pull request, as Azure DevOps remembers it.</summary>
public sealed class AzureDevOpsPullRequest
{
    internal AzureDevOpsPullRequest(int id, AzureDevOpsIdentity creator, DateTimeOffset createdAt)
    {
        Id = id;
        Creator = creator;
        CreatedAt = createdAt;
    }

    public int Id { get; }

    public AzureDevOpsIdentity Creator { get; }

    public DateTimeOffset CreatedAt { get; }

    public required string Title { get; set; }

    public string? Description { get; set; }

    /// <summary>The name of the source branch.</summary>
    public required string Source { get; init; }

    /// <summary>The name of the target branch.</summary>
    public required string Target { get; set; }

    /// <summary>The fork that the source branch is in; null where it is the repository itself.</summary>
    public Guid? Fork { get; init; }

    public bool IsDraft { get; set; }

    /// <summary><c>active</c>, <c>abandoned</c> or <c>completed</c>.</summary>
    public string Status { get; internal set; } = "active";

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

    /// <summary>Who had it completed by itself; null where auto-complete is off.</summary>
    public AzureDevOpsIdentity? AutoCompleteBy { get; internal set; }

    public AzureDevOpsCompletion Completion { get; internal set; } = new();

    /// <summary>Whether the server was told to complete it, and has not done so yet.</summary>
    public bool IsQueued => QueuedBy is not null;

    public DateTimeOffset? ClosedAt { get; internal set; }

    public AzureDevOpsIdentity? ClosedBy { get; internal set; }

    /// <summary>Its own statuses, the newest last.</summary>
    public IReadOnlyList<AzureDevOpsStatus> Statuses => StatusList;

    /// <summary>The votes of its reviewers: 10 approves, -10 rejects.</summary>
    public IReadOnlyDictionary<AzureDevOpsIdentity, int> Votes => VoteMap;

    internal List<AzureDevOpsStatus> StatusList { get; } = [];

    internal Dictionary<AzureDevOpsIdentity, int> VoteMap { get; } = [];

    internal List<string> Labels { get; } = [];

    /// <summary>What the pipelines of the policies said, by the policy's number.</summary>
    internal Dictionary<int, string> Builds { get; } = [];

    /// <summary>The commits that it brings, as they were on the source branch.</summary>
    internal HashSet<string> Commits { get; } = new(StringComparer.Ordinal);

    /// <summary>What the source branch was at, first to last: each push makes an iteration.</summary>
    internal List<string> Iterations { get; } = [];

    internal int Iteration => Iterations.Count;

    internal Guid MergeId { get; set; } = Guid.NewGuid();

    internal AzureDevOpsIdentity? QueuedBy { get; set; }

    internal DateTimeOffset? QueuedAt { get; set; }

    internal bool IsQueuedByAutoComplete { get; set; }

    internal int QueuedReads { get; set; }

    internal int MergeReads { get; set; }

    internal int QueryReads { get; set; }

    internal string? OldSourceCommit { get; set; }

    internal int OldSourceReads { get; set; }
}

using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>A pull request as Azure DevOps writes it. A list cuts the description, and may leave out who set auto-complete.</summary>
/// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/get-pull-request</remarks>
internal sealed record AzureDevOpsPullRequest(
    int? PullRequestId,
    string? Status,
    string? Title,
    string? Description,
    string? SourceRefName,
    string? TargetRefName,
    string? MergeStatus,
    string? MergeFailureMessage,
    bool? IsDraft,
    AzureDevOpsCommit? LastMergeSourceCommit,
    AzureDevOpsCommit? LastMergeCommit,
    AzureDevOpsIdentity? AutoCompleteSetBy,
    CompletionOptions? CompletionOptions,
    RepositoryDocument? Repository,
    AzureDevOpsFork? ForkSource
)
{
    /// <summary>The number by which people name it.</summary>
    public int Number => PullRequestId ?? 0;

    public PullRequestState State =>
        Status switch
        {
            "active" => PullRequestState.Open,
            "completed" => PullRequestState.Merged,
            _ => PullRequestState.Closed,
        };

    public bool IsOpen => State is PullRequestState.Open;

    public bool IsMerged => State is PullRequestState.Merged;

    /// <summary>Whether its branch is one of the repository's own.</summary>
    public bool IsOfSameRepository => ForkSource is null;

    /// <summary>Whether it completes by itself.</summary>
    public bool AutoCompletes => AutoCompleteSetBy is { IsSomebody: true };

    /// <summary>The tip of the source branch as the pull request has noticed it; pushes are noticed a little later.</summary>
    public CommitSha? NoticedHead => CommitSha.TryParse(LastMergeSourceCommit?.CommitId, out var head) ? head : null;

    public bool IsInto(BranchName target) => string.Equals(TargetRefName, target.Ref, StringComparison.Ordinal);

    /// <summary>Null where something is missing, or its branch has a name that git does not take.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="head">The tip of its branch; null where only the pull request itself tells.</param>
    public PullRequest? ToPullRequest(AzureDevOpsAddress address, CommitSha? head = null) =>
        PullRequestId is { } number
        && BranchName.TryParseRef(SourceRefName, out var source)
        && BranchName.TryParseRef(TargetRefName, out var target)
        && (head ?? NoticedHead) is { } tip
            ? new(number, source, target, tip, Title ?? "", Description ?? "", State)
            {
                IsFromFork = !IsOfSameRepository,
                AutoMerge = IsOpen && AutoCompletes,
                // Before the merge it is a test merge that is on no branch.
                MergeCommit = IsMerged && CommitSha.TryParse(LastMergeCommit?.CommitId, out var commit) ? commit : null,
                Page = address.PageOf(number),
            }
            : null;
}

/// <summary>A commit by its name.</summary>
internal sealed record AzureDevOpsCommit(string? CommitId);

/// <summary>Who did something.</summary>
internal sealed record AzureDevOpsIdentity(string? Id)
{
    /// <summary>What stands for nobody where an identity is taken away.</summary>
    public static AzureDevOpsIdentity Nobody { get; } = new("00000000-0000-0000-0000-000000000000");

    public bool IsSomebody => Id is { Length: > 0 } && this != Nobody;
}

/// <summary>The repository that a pull request belongs to.</summary>
internal sealed record RepositoryDocument(string? Id, ProjectDocument? Project);

/// <summary>The project of a repository.</summary>
internal sealed record ProjectDocument(string? Id);

/// <summary>Where a pull request comes from that is not of the same repository.</summary>
internal sealed record AzureDevOpsFork(string? Name);

/// <summary>What a list answers: always in an object.</summary>
internal sealed record AzureDevOpsList<T>(T?[]? Value)
    where T : class
{
    public IEnumerable<T> Items => (Value ?? []).OfType<T>();
}

/// <summary>A branch or another ref.</summary>
internal sealed record AzureDevOpsRef(string? Name, string? ObjectId);

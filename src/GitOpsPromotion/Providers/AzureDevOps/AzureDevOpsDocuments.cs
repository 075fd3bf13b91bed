namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>The body of <c>POST pullrequests</c>.</summary>
internal sealed record NewPullRequest(string SourceRefName, string TargetRefName, string Title, string Description);

/// <summary>The body of <c>PATCH pullrequests/{id}</c>: what is null stays as it is.</summary>
internal sealed record PullRequestChange
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Switches auto-complete on; <see cref="AzureDevOpsIdentity.Nobody"/> switches it off.</summary>
    public AzureDevOpsIdentity? AutoCompleteSetBy { get; init; }

    public CompletionOptions? CompletionOptions { get; init; }

    /// <summary><c>completed</c> to merge. Whatever else is changed with it is not looked at.</summary>
    public string? Status { get; init; }

    /// <summary>The head that is to be merged, and no other.</summary>
    public AzureDevOpsCommit? LastMergeSourceCommit { get; init; }
}

/// <summary>How a pull request is to be completed.</summary>
/// <param name="MergeStrategy"><c>noFastForward</c>, <c>squash</c>, <c>rebase</c> or <c>rebaseMerge</c>.</param>
/// <param name="DeleteSourceBranch">Whether the branch goes when it has been merged.</param>
/// <param name="TransitionWorkItems">Whether linked work items are closed.</param>
/// <param name="AutoCompleteIgnoreConfigIds">The optional policies that auto-complete does not wait for.</param>
internal sealed record CompletionOptions(
    string? MergeStrategy,
    bool? DeleteSourceBranch,
    bool? TransitionWorkItems,
    IReadOnlyList<int>? AutoCompleteIgnoreConfigIds
)
{
    /// <summary>The whole message of the merge; null for Azure DevOps' own.</summary>
    public string? MergeCommitMessage { get; init; }

    /// <summary>Whether it is completed against the policies. Never asked for here, but somebody may have.</summary>
    public bool? BypassPolicy { get; init; }

    /// <param name="strategy">How it is merged.</param>
    /// <param name="ignored">The optional policies that auto-complete does not wait for.</param>
    public static CompletionOptions For(string strategy, IReadOnlyList<int> ignored) =>
        new(strategy, DeleteSourceBranch: true, TransitionWorkItems: false, ignored.Count > 0 ? ignored : null);
}

/// <summary>The body of <c>POST pullrequestquery</c>, and with the results its answer.</summary>
internal sealed record PullRequestQuery(
    PullRequestQueryInput[]? Queries,
    Dictionary<string, AzureDevOpsPullRequest?[]?>?[]? Results = null
);

/// <summary>One question: which pull requests have to do with commits.</summary>
/// <param name="Type"><c>lastMergeCommit</c>: whose merge made it. <c>commit</c>: that brought it.</param>
/// <param name="Items">The commits.</param>
internal sealed record PullRequestQueryInput(string? Type, string[]? Items);

/// <summary>A status of a commit or a pull request.</summary>
internal sealed record StatusDocument(
    string? State,
    string? Description,
    StatusContext? Context,
    int? Id = null,
    string? CreationDate = null,
    int? IterationId = null
);

/// <summary>Who reports on what.</summary>
internal sealed record StatusContext(string? Name, string? Genre);

/// <summary>A state of a pull request's source branch; each push makes one.</summary>
internal sealed record PullRequestIteration(int? Id, AzureDevOpsCommit? SourceRefCommit);

/// <summary>The user of the token.</summary>
internal sealed record ConnectionData(ConnectedUser? AuthenticatedUser);

/// <summary>The user of a connection.</summary>
internal sealed record ConnectedUser(string? Id, string? ProviderDisplayName);

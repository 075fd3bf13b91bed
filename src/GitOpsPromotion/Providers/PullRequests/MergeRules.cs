namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>What the repository and its target branch demand of a merge.</summary>
/// <param name="Methods">The methods that are allowed, the preferred one first.</param>
internal sealed record MergeRules(IReadOnlyList<MergeMethod> Methods)
{
    /// <summary>The merge method that is chosen: the preferred one of those that are allowed; null where none is.</summary>
    public MergeMethod? ChosenMethod => Methods is [var preferred, ..] ? preferred : null;

    /// <summary>Whether a required check keeps every pull request from merging at once; null where that was not read.</summary>
    public bool? RequiresCheck { get; init; }

    /// <summary>Whether the status of the promotion check is required; null where that was not read.</summary>
    public bool? RequiresCheckStatus { get; init; }

    /// <summary>The names of the required checks, as far as they are known.</summary>
    public IReadOnlyList<string> RequiredChecks { get; init; } = [];

    /// <summary>Whether the target branch requires a merge queue.</summary>
    public bool RequiresMergeQueue { get; init; }

    /// <summary>Whether the repository allows auto-merge, as far as that is known.</summary>
    public bool AllowsAutoMerge { get; init; } = true;

    /// <summary>Whether the target branch requires signed commits.</summary>
    public bool RequiresSignatures { get; init; }
}

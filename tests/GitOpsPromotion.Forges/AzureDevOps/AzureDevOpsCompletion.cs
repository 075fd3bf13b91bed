using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>How a pull request is completed.</summary>
public sealed record AzureDevOpsCompletion
{
    public MergeStyle Style { get; init; } = MergeStyle.Merge;

    public bool DeletesSource { get; init; }

    public bool BypassesPolicies { get; init; }

    /// <summary>The message of the merge; null means the service's own.</summary>
    public string? Message { get; init; }

    /// <summary>The optional policies that auto-complete does not wait for, by their numbers.</summary>
    public IReadOnlyList<int> IgnoredPolicies { get; init; } = [];

    internal static IReadOnlyList<(MergeStyle Style, string Name)> Names { get; } =
    [
        (MergeStyle.Merge, "noFastForward"),
        (MergeStyle.Squash, "squash"),
        (MergeStyle.Rebase, "rebase"),
        (MergeStyle.RebaseMerge, "rebaseMerge"),
    ];

    internal static string NameOf(MergeStyle style) => Names.Single(one => one.Style == style).Name;
}

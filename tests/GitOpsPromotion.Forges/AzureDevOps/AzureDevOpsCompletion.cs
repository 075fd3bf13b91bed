using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>How a pull request is completed.</summary>
internal sealed record AzureDevOpsCompletion
{
    public MergeStyle Style { get; init; } = MergeStyle.Merge;

    public bool DeletesSource { get; init; }

    /// <summary>The message of the merge; null for the service's own.</summary>
    public string? Message { get; init; }

    public string Strategy => Strategies.Single(one => one.Style == Style).Name;

    public static IReadOnlyList<(MergeStyle Style, string Name)> Strategies { get; } =
    [
        (MergeStyle.Merge, "noFastForward"),
        (MergeStyle.Squash, "squash"),
        (MergeStyle.Rebase, "rebase"),
        (MergeStyle.RebaseMerge, "rebaseMerge"),
    ];
}

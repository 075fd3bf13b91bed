using System.Collections.ObjectModel;

namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>In what forges differ.</summary>
/// <param name="Name">As people write it.</param>
internal sealed record ForgeTraits(string Name)
{
    /// <summary>The most characters of a title, in UTF-16.</summary>
    public int MaxTitle { get; init; } = int.MaxValue;

    /// <summary>The most characters of a description, in UTF-16.</summary>
    public int MaxDescription { get; init; } = int.MaxValue;

    /// <summary>
    /// Whether auto-merge is enabled for one head commit. Elsewhere it merges whatever the source branch is at, so that a
    /// pull request which need not wait is merged instead.
    /// </summary>
    public bool BindsAutoMergeToHead { get; init; }

    /// <summary>Whether creating, changing and merging a pull request is one step: the merge.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>Which setting of the forge solves a problem, in one or two sentences.</summary>
    public IReadOnlyDictionary<PullRequestProblem, string> Hints { get; init; } =
        ReadOnlyDictionary<PullRequestProblem, string>.Empty;
}

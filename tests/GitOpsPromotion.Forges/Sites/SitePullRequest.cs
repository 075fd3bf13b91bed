namespace GitOpsPromotion.Forges.Sites;

/// <summary>A pull request as its forge holds it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Source">The name of its branch.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">The whole description.</param>
/// <param name="IsOpen">Whether it is neither merged nor closed.</param>
/// <param name="IsMerged">Whether it was merged.</param>
/// <param name="AutoMerge">Whether auto-merge is on.</param>
public sealed record SitePullRequest(
    int Number,
    string Source,
    string Title,
    string Body,
    bool IsOpen,
    bool IsMerged,
    bool AutoMerge
);

using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Which version of which app is in which environment on the default branch, and which promotions are open.</summary>
/// <param name="Base">The commit that was read.</param>
/// <param name="Rows">One for each app, in the order of group and app.</param>
/// <param name="HasPullRequests">Whether the forge's pull requests could be read; otherwise no row has one.</param>
/// <param name="Problems">What could not be read, each a sentence that names the location.</param>
public sealed record Board(
    BaseSnapshot Base,
    IReadOnlyList<BoardRow> Rows,
    bool HasPullRequests,
    IReadOnlyList<string> Problems
)
{
    /// <summary>
    /// Why the configuration cannot be read; null if it was read. Otherwise the environments are the folders with markers,
    /// in the order of their names, and none is behind.
    /// </summary>
    public PromotionException? ConfigurationFailure { get; init; }
}

/// <summary>One app of the board.</summary>
/// <param name="Policy">The group and the app.</param>
/// <param name="Cells">One for each environment, in the order of promotion.</param>
public sealed record BoardRow(ImagePolicy Policy, IReadOnlyList<BoardCell> Cells);

/// <summary>One app in one environment.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Versions">The versions in its manifests, each once; several if they differ.</param>
/// <param name="Slots">The values with markers of the app.</param>
/// <param name="IsBehind">Whether the tag or digest differs from the nearest environment before it that deploys the app.</param>
/// <param name="Open">The open promotion to this environment, or null.</param>
public sealed record BoardCell(
    EnvironmentName Environment,
    IReadOnlyList<string> Versions,
    IReadOnlyList<MarkedScalar> Slots,
    bool IsBehind,
    BoardPullRequest? Open
);

/// <summary>An open promotion.</summary>
/// <param name="PullRequest">Its pull request.</param>
/// <param name="Version">The version that it promotes.</param>
public sealed record BoardPullRequest(PullRequest PullRequest, ImageVersion Version)
{
    /// <summary>Why it cannot be merged; empty if it can, or if only its check is missing.</summary>
    public IReadOnlyList<PromotionObstacle> Obstacles { get; init; } = [];
}

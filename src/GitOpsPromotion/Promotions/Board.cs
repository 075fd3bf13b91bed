using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Which version of which app the default branch holds in which environment, and what is on its way.</summary>
/// <param name="Base">The commit that was looked at.</param>
/// <param name="Rows">One an app, in the order of group and app.</param>
/// <param name="HasPullRequests">Whether the provider was asked and answered; without, no row names a pull request.</param>
/// <param name="Problems">What could not be read, each a sentence that names the place.</param>
public sealed record Board(
    BaseSnapshot Base,
    IReadOnlyList<BoardRow> Rows,
    bool HasPullRequests,
    IReadOnlyList<string> Problems
)
{
    /// <summary>
    /// Why the configuration cannot be read; null where it can. Then the environments are the folders that hold markers,
    /// in the order of their names, and nothing lags.
    /// </summary>
    public PromotionException? ConfigurationFailure { get; init; }
}

/// <summary>One app of the board.</summary>
/// <param name="Policy">The group and the app.</param>
/// <param name="Cells">One an environment, in the order of promotion.</param>
public sealed record BoardRow(ImagePolicy Policy, IReadOnlyList<BoardCell> Cells);

/// <summary>One app in one environment.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Versions">The versions that its manifests hold, each once; several where they disagree.</param>
/// <param name="Slots">Every marked scalar of the app there.</param>
/// <param name="IsBehind">Whether it holds another tag or digest than the nearest environment before it that has the app.</param>
/// <param name="Open">The open promotion on its way there, or null.</param>
public sealed record BoardCell(
    EnvironmentName Environment,
    IReadOnlyList<string> Versions,
    IReadOnlyList<MarkedScalar> Slots,
    bool IsBehind,
    BoardPullRequest? Open
);

/// <summary>An open promotion.</summary>
/// <param name="PullRequest">Its pull request.</param>
/// <param name="Version">The version that it brings.</param>
public sealed record BoardPullRequest(PullRequest PullRequest, ImageVersion Version)
{
    /// <summary>What keeps it from being merged; empty where nothing does, or where only its check does.</summary>
    public IReadOnlyList<PromotionObstacle> Obstacles { get; init; } = [];
}

using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>What is to be promoted, before any manifest of its environment was read.</summary>
/// <param name="Promotion">The promotion.</param>
/// <param name="Base">The default branch that it starts from.</param>
/// <param name="Tip">The tip of its branch at the remote; null if there is no such branch.</param>
internal sealed record PromotionRequest(Promotion Promotion, BaseSnapshot Base, CommitSha? Tip)
{
    /// <summary>What the description of the merged pull request says and the merged commit does not confirm.</summary>
    public IReadOnlyList<UnconfirmedValue> Unconfirmed { get; init; } = [];

    /// <summary>The environments in between that do not deploy the app.</summary>
    public IReadOnlyList<SkippedEnvironment> SkippedEnvironments { get; init; } = [];

    /// <summary>Whether it replaces an open promotion of a newer version, whose gate is closed.</summary>
    public bool ReplacesNewer { get; init; }

    /// <summary>The branch of the promotion.</summary>
    public BranchName Branch => Promotion.Target.Branch(Base.Configuration.Flow);
}

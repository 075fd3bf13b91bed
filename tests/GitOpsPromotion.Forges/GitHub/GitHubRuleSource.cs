namespace GitOpsPromotion.Forges.GitHub;

/// <summary>Where a rule about a branch is written down.</summary>
public enum GitHubRuleSource
{
    /// <summary>The branch protection of old.</summary>
    BranchProtection,

    /// <summary>A ruleset.</summary>
    Ruleset,
}

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>The source of a rule for a branch.</summary>
public enum GitHubRuleSource
{
    /// <summary>Classic branch protection.</summary>
    BranchProtection,

    /// <summary>A ruleset.</summary>
    Ruleset,
}

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>A branch, with the rules of branch protection and of rulesets.</summary>
internal sealed record RefNode(RepositoryNode Repository, string Branch, CommitNode Target)
{
    /// <summary>The branch protection that holds for the viewer: none where the viewer may bypass it.</summary>
    public RefUpdateRuleNode? RefUpdateRule =>
        Repository.Caller.Token.BypassesRules
        || Repository.Repository.RulesOf(Branch).FirstOrDefault(one => one.Source is GitHubRuleSource.BranchProtection)
            is not { } rules
            ? null
            : new(rules.RequiredChecks, rules.RequiresLinearHistory, rules.RequiresSignatures);

    public Connection Rules(int? first, int? last, string? after) =>
        Connection.Of(
            [
                .. Repository
                    .Repository.RulesetRules(Branch)
                    .Select(rule => rule with { Type = rule.Type.ToUpperInvariant() }),
            ],
            first,
            last,
            after,
            rule => rule
        );
}

internal sealed record RefUpdateRuleNode(
    IEnumerable<string> RequiredStatusCheckContexts,
    bool RequiresLinearHistory,
    bool RequiresSignatures
);

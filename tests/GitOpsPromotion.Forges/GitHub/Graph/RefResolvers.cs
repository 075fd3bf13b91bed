using GitOpsPromotion.Forges.GraphQl;

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>Branches, and the rules of both sources.</summary>
internal static class RefResolvers
{
    public static GraphQlResolvers AddRefs(this GraphQlResolvers resolvers) =>
        resolvers
            .On<RefSource>("Ref", "id", one => $"REF_{one.Commit}")
            .On<RefSource>("Ref", "name", one => one.Branch)
            .On<RefSource>("Ref", "prefix", _ => "refs/heads/")
            .On<RefSource>(
                "Ref",
                "target",
                one => new GraphQlNode("Commit", new CommitSource(one.Repository, one.Commit))
            )
            .On<RefSource>("Ref", "refUpdateRule", ForViewer)
            .On<RefSource>("Ref", "branchProtectionRule", ForAdministrators)
            .On<RefSource>("Ref", "rules", Rules)
            .On<GitHubBranchRules>("RefUpdateRule", "pattern", _ => "main")
            .On<GitHubBranchRules>("RefUpdateRule", "requiredStatusCheckContexts", one => one.RequiredChecks)
            .On<GitHubBranchRules>("RefUpdateRule", "requiredApprovingReviewCount", Reviews)
            .On<GitHubBranchRules>("RefUpdateRule", "requiresLinearHistory", one => one.RequiresLinearHistory)
            .On<GitHubBranchRules>("RefUpdateRule", "requiresSignatures", one => one.RequiresSignatures)
            .On<GitHubBranchRules>("RefUpdateRule", "viewerCanPush", _ => true)
            .On<GitHubBranchRules>("BranchProtectionRule", "id", _ => "BPR_1")
            .On<GitHubBranchRules>("BranchProtectionRule", "pattern", _ => "main")
            .On<GitHubBranchRules>("BranchProtectionRule", "requiredStatusCheckContexts", one => one.RequiredChecks)
            .On<GitHubBranchRules>("BranchProtectionRule", "requiredApprovingReviewCount", Reviews)
            .On<GitHubBranchRules>("BranchProtectionRule", "requiresApprovingReviews", one => one.RequiredReviews > 0)
            .On<GitHubBranchRules>("BranchProtectionRule", "requiresLinearHistory", one => one.RequiresLinearHistory)
            .On<GitHubBranchRules>("BranchProtectionRule", "requiresStatusChecks", one => one.RequiredChecks.Count > 0)
            .On<GitHubBranchRules>("BranchProtectionRule", "requiresStrictStatusChecks", one => one.RequiresUpToDate)
            .On<ConnectionSource>("RepositoryRuleConnection", "nodes", one => one.Nodes)
            .On<ConnectionSource>("RepositoryRuleConnection", "totalCount", one => one.Total)
            .On<ConnectionSource>("RepositoryRuleConnection", "pageInfo", one => one)
            .On<RuleSource>("RepositoryRule", "id", one => $"RRU_{one.Type}")
            .On<RuleSource>("RepositoryRule", "type", one => one.Type)
            .On<RuleSource>("RepositoryRule", "parameters", one => one.Parameters)
            .On<GitHubBranchRules>("PullRequestParameters", "requiredApprovingReviewCount", one => one.RequiredReviews)
            .On<GitHubBranchRules>("PullRequestParameters", "allowedMergeMethods", one => one.MergeMethods)
            .On<GitHubBranchRules>("RequiredStatusChecksParameters", "requiredStatusChecks", one => one.RequiredChecks)
            .On<GitHubBranchRules>(
                "RequiredStatusChecksParameters",
                "strictRequiredStatusChecksPolicy",
                one => one.RequiresUpToDate
            )
            .On<string>("StatusCheckConfiguration", "context", context => context)
            .On<string>("StatusCheckConfiguration", "integrationId", _ => null)
            .On<GitHubBranchRules>("MergeQueueParameters", "mergeMethod", _ => "SQUASH");

    /// <summary>What holds for who asks.</summary>
    private static GitHubBranchRules? ForViewer(RefSource source) =>
        source.Repository.Caller.Token.BypassesRules ? null : Protection(source);

    private static GitHubBranchRules? Protection(RefSource source) =>
        source
            .Repository.Repository.RulesOf(source.Branch)
            .FirstOrDefault(one => one.Source is GitHubRuleSource.BranchProtection);

    private static GitHubBranchRules? ForAdministrators(RefSource source) =>
        source.Repository.Caller.Token.Has("administration=read") ? Protection(source) : null;

    private static object? Reviews(GitHubBranchRules rules) =>
        rules.RequiredReviews is 0 ? null : rules.RequiredReviews;

    private static ConnectionSource Rules(RefSource source, GraphQlArguments arguments) =>
        ConnectionSource.Of(
            "rules",
            [
                .. source
                    .Repository.Repository.RulesOf(source.Branch)
                    .Where(one => one.Source is GitHubRuleSource.Ruleset)
                    .SelectMany(Active),
            ],
            arguments,
            rule => rule
        );

    private static IEnumerable<RuleSource> Active(GitHubBranchRules rules)
    {
        yield return new("NON_FAST_FORWARD", Parameters: null);

        if (rules.RequiredChecks.Count > 0 || rules.RequiresUpToDate)
        {
            yield return new("REQUIRED_STATUS_CHECKS", new("RequiredStatusChecksParameters", rules));
        }

        if (rules.DemandsPullRequest)
        {
            yield return new("PULL_REQUEST", new("PullRequestParameters", rules));
        }

        if (rules.RequiresLinearHistory)
        {
            yield return new("REQUIRED_LINEAR_HISTORY", Parameters: null);
        }

        if (rules.RequiresSignatures)
        {
            yield return new("REQUIRED_SIGNATURES", Parameters: null);
        }

        if (rules.UsesMergeQueue)
        {
            yield return new("MERGE_QUEUE", new("MergeQueueParameters", rules));
        }
    }
}

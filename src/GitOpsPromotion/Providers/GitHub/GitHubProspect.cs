using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>What a pull request of two branches meets, as <see cref="GitHubQueries.Prospect"/> reads it.</summary>
internal sealed record GitHubProspect(
    bool? AutoMergeAllowed,
    bool? MergeCommitAllowed,
    bool? SquashMergeAllowed,
    bool? RebaseMergeAllowed,
    string? ViewerDefaultMergeMethod,
    SourceRef? Source,
    TargetRef? Target,
    PullRequestNodes? PullRequests
)
{
    /// <summary>The tip of the source branch; null where GitHub sees none.</summary>
    public CommitSha? Head => CommitSha.TryParse(Source?.Target?.Oid, out var head) ? head : null;

    /// <summary>The open pull request of the two branches; that of a fork's branch of the same name is not meant.</summary>
    public GitHubPullRequest? Open =>
        PullRequests
            ?.Nodes?.Where(node => node is { IsCrossRepository: false })
            .Select(node => node!.ToPullRequest())
            .FirstOrDefault(open => open is not null);

    /// <summary>The contexts that must have succeeded before a merge, as far as they were shown.</summary>
    public IEnumerable<string> RequiredChecks =>
        (Target?.RefUpdateRule?.RequiredStatusCheckContexts ?? [])
            .Concat(
                Rules.SelectMany(rule => rule.Parameters?.RequiredStatusChecks ?? []).Select(check => check?.Context)
            )
            .OfType<string>();

    /// <summary>Whether workflows must have succeeded before a merge.</summary>
    public bool RequiresWorkflows => Rules.Any(rule => rule.Type is "WORKFLOWS" or "REQUIRED_WORKFLOW_STATUS_CHECKS");

    /// <summary>Whether the target branch takes merges from its merge queue only.</summary>
    public bool UsesMergeQueue => Rules.Any(rule => rule.Type is "MERGE_QUEUE");

    /// <summary>Whether the target branch takes only commits with verified signatures.</summary>
    public bool RequiresSignatures =>
        Target?.RefUpdateRule?.RequiresSignatures is true || Rules.Any(rule => rule.Type is "REQUIRED_SIGNATURES");

    /// <summary>The merge methods that are allowed, the one that GitHub's page would offer first.</summary>
    public IReadOnlyList<string> MergeMethods
    {
        get
        {
            var isLinear =
                Target?.RefUpdateRule?.RequiresLinearHistory is true
                || Rules.Any(rule => rule.Type is "REQUIRED_LINEAR_HISTORY");
            (string Name, bool? IsAllowed)[] methods =
            [
                ("MERGE", isLinear ? false : MergeCommitAllowed),
                ("SQUASH", SquashMergeAllowed),
                ("REBASE", RebaseMergeAllowed),
            ];
            return
            [
                .. methods
                    .Where(method =>
                        method.IsAllowed is not false
                        && Rules
                            .Select(rule => rule.Parameters?.AllowedMergeMethods)
                            .All(allowed => allowed?.Contains(method.Name, StringComparer.OrdinalIgnoreCase) ?? true)
                    )
                    .Select(method => method.Name)
                    .OrderByDescending(name => name == ViewerDefaultMergeMethod),
            ];
        }
    }

    private IEnumerable<BranchRule> Rules => Target?.Rules?.Nodes?.OfType<BranchRule>() ?? [];
}

/// <summary>The branch to merge.</summary>
internal sealed record SourceRef(GitObject? Target);

/// <summary>The branch to merge into, with the rules of branch protection and of rulesets.</summary>
internal sealed record TargetRef(RefUpdateRule? RefUpdateRule, BranchRules? Rules);

/// <summary>Branch protection.</summary>
internal sealed record RefUpdateRule(
    string?[]? RequiredStatusCheckContexts,
    bool? RequiresLinearHistory,
    bool? RequiresSignatures
);

/// <summary>The rules of rulesets.</summary>
internal sealed record BranchRules(BranchRule?[]? Nodes);

/// <summary>A rule of a ruleset.</summary>
internal sealed record BranchRule(string? Type, BranchRuleParameters? Parameters);

/// <summary>What a rule demands, where its type says so.</summary>
internal sealed record BranchRuleParameters(string[]? AllowedMergeMethods, RequiredCheck?[]? RequiredStatusChecks);

/// <summary>A status or check that must have succeeded.</summary>
internal sealed record RequiredCheck(string? Context);

/// <summary>A list of pull requests.</summary>
internal sealed record PullRequestNodes(PullRequestNode?[]? Nodes);

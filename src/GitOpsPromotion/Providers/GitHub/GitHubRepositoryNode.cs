using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>The answer to <see cref="GitHubQueries.Repository"/>.</summary>
internal sealed record RepositoryData(RepositoryNode? Repository);

/// <summary>A repository with the two branches of a pull request.</summary>
internal sealed record RepositoryNode(
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
    /// <summary>The commit of the source branch; null where GitHub sees none.</summary>
    public CommitSha? Head => CommitSha.TryParse(Source?.Target?.Oid, out var head) ? head : null;

    /// <summary>The open pull request of the two branches; one from a fork's branch of the same name does not count.</summary>
    public GitHubPullRequest? Open =>
        PullRequests
            ?.Nodes?.Where(node => node is { IsCrossRepository: false })
            .Select(node => node!.ToPullRequest())
            .FirstOrDefault(open => open is not null);

    /// <summary>The rules of the target branch, as far as GraphQL shows them to the token.</summary>
    /// <param name="checkContext">The context of the promotion check.</param>
    public MergeRules RulesFor(string checkContext)
    {
        string[] checks =
        [
            .. (Target?.RefUpdateRule?.RequiredStatusCheckContexts ?? [])
                .Concat(
                    Rules
                        .SelectMany(rule => rule.Parameters?.RequiredStatusChecks ?? [])
                        .Select(check => check?.Context)
                )
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
        return new MergeRules(Methods)
        {
            RequiresCheck = checks.Length > 0 || RequiresWorkflows ? true : null,
            RequiresCheckStatus =
                checks.Length > 0 ? checks.Contains(checkContext, StringComparer.OrdinalIgnoreCase) : null,
            RequiredChecks = checks,
            RequiresMergeQueue = Rules.Any(rule => rule.Type is "MERGE_QUEUE"),
            AllowsAutoMerge = AutoMergeAllowed is not false,
            RequiresSignatures =
                Target?.RefUpdateRule?.RequiresSignatures is true
                || Rules.Any(rule => rule.Type is "REQUIRED_SIGNATURES"),
        };
    }

    private bool RequiresWorkflows => Rules.Any(rule => rule.Type is "WORKFLOWS" or "REQUIRED_WORKFLOW_STATUS_CHECKS");

    /// <summary>The merge methods that are allowed, first the one that GitHub's page offers first.</summary>
    private IReadOnlyList<MergeMethod> Methods
    {
        get
        {
            var isLinear =
                Target?.RefUpdateRule?.RequiresLinearHistory is true
                || Rules.Any(rule => rule.Type is "REQUIRED_LINEAR_HISTORY");
            (MergeMethod Method, bool? IsAllowed)[] methods =
            [
                (MergeMethod.Merge, isLinear ? false : MergeCommitAllowed),
                (MergeMethod.Squash, SquashMergeAllowed),
                (MergeMethod.Rebase, RebaseMergeAllowed),
            ];
            return
            [
                .. methods
                    .Where(method =>
                        method.IsAllowed is not false
                        && Rules
                            .Select(rule => rule.Parameters?.AllowedMergeMethods)
                            .All(allowed =>
                                allowed?.Contains(NameOf(method.Method), StringComparer.OrdinalIgnoreCase) ?? true
                            )
                    )
                    .Select(method => method.Method)
                    .OrderByDescending(method => NameOf(method) == ViewerDefaultMergeMethod),
            ];
        }
    }

    /// <summary>GraphQL's name of a merge method.</summary>
    public static string NameOf(MergeMethod method) =>
        method switch
        {
            MergeMethod.Merge => "MERGE",
            MergeMethod.Squash => "SQUASH",
            MergeMethod.Rebase => "REBASE",
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, message: null),
        };

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

/// <summary>A required status or check run.</summary>
internal sealed record RequiredCheck(string? Context);

/// <summary>A list of pull requests.</summary>
internal sealed record PullRequestNodes(PullRequestNode?[]? Nodes);

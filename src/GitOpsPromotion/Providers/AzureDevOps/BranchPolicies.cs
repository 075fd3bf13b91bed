using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>What the policies of a branch require of a pull request into it.</summary>
internal sealed class BranchPolicies(IEnumerable<PolicyConfiguration> all)
{
    // In the order of preference; the first is the default of Azure DevOps.
    private static readonly (MergeMethod Method, string Strategy, string Setting, bool Formerly)[] Strategies =
    [
        (MergeMethod.Merge, "noFastForward", "allowNoFastForward", false),
        (MergeMethod.Squash, "squash", "allowSquash", true),
        (MergeMethod.Rebase, "rebase", "allowRebase", true),
        (MergeMethod.RebaseMerge, "rebaseMerge", "allowRebaseMerge", true),
    ];

    private readonly IReadOnlyList<PolicyConfiguration> policies = [.. all.Where(policy => policy.Applies)];

    /// <summary>Whether every pull request must wait for a build or a status of its newest commit.</summary>
    public bool HaveCheck => policies.Any(policy => policy.IsCheck);

    /// <summary>The merge methods that are allowed, the preferred one first.</summary>
    public IReadOnlyList<MergeMethod> Methods =>
        [
            .. Strategies
                .Where(strategy =>
                    policies
                        .Where(policy => policy.LimitsMergeStrategies)
                        .All(policy => policy.Allows(strategy.Setting, strategy.Formerly))
                )
                .Select(strategy => strategy.Method),
        ];

    /// <summary>The name of a merge method in the API.</summary>
    public static string StrategyOf(MergeMethod method) =>
        Strategies.Single(strategy => strategy.Method == method).Strategy;

    /// <summary>The merge method of a name in the API; null for an unknown one.</summary>
    public static MergeMethod? MethodOf(string? strategy) =>
        Strategies
            .Where(known => known.Strategy == strategy)
            .Select(known => (MergeMethod?)known.Method)
            .FirstOrDefault();

    /// <summary>The identity that may set a status, for each policy that requires the status; null for anybody.</summary>
    public IReadOnlyList<string?> AuthorsOf(string genre, string name) =>
        [.. policies.Where(policy => policy.RequiresStatus(genre, name)).Select(policy => policy.StatusAuthor)];

    /// <summary>The policies that auto-complete would wait for although they are optional.</summary>
    /// <param name="withChecks">Also those of builds and statuses: one of them may be the promotion check.</param>
    public IReadOnlyList<int> Optional(bool withChecks) =>
        [
            .. policies
                .Where(policy => policy is { IsWaitedFor: true, Blocks: false } && (withChecks || !policy.IsAutomatic))
                .Select(policy => policy.Id)
                .OfType<int>(),
        ];
}

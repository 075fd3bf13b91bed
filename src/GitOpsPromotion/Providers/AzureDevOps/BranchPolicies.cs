namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>What the policies of a branch demand of a pull request into it.</summary>
internal sealed class BranchPolicies(IEnumerable<PolicyConfiguration> all)
{
    // In the order of preference; the first is what Azure DevOps does where nobody chooses.
    private static readonly (string Strategy, string Setting, bool Formerly)[] Strategies =
    [
        ("noFastForward", "allowNoFastForward", false),
        ("squash", "allowSquash", true),
        ("rebase", "allowRebase", true),
        ("rebaseMerge", "allowRebaseMerge", true),
    ];

    private readonly IReadOnlyList<PolicyConfiguration> policies = [.. all.Where(policy => policy.Applies)];

    /// <summary>Whether no pull request is completed before something has run on its newest commit.</summary>
    public bool HaveCheck => policies.Any(policy => policy.IsCheck);

    /// <summary>How a pull request may be merged; null where no way is left.</summary>
    public string? MergeStrategy =>
        Strategies
            .Where(strategy =>
                policies
                    .Where(policy => policy.LimitsMergeStrategies)
                    .All(policy => policy.Allows(strategy.Setting, strategy.Formerly))
            )
            .Select(strategy => strategy.Strategy)
            .FirstOrDefault();

    /// <summary>Who may set a status that is asked for, one for each policy that does; null for anybody.</summary>
    public IReadOnlyList<string?> WhoseStatus(string genre, string name) =>
        [.. policies.Where(policy => policy.AsksForStatus(genre, name)).Select(policy => policy.StatusAuthor)];

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

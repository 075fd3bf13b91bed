using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>A name that two or more pairs of names spell when they are joined with a dash.</summary>
/// <param name="Name">The joined name, as the first pair spells it.</param>
/// <param name="Pairs">The pairs, each as people read it.</param>
/// <param name="Kind">What has the name: a status context or a branch.</param>
/// <param name="Consequence">What one of them does to another.</param>
internal sealed record NameCollision(string Name, IReadOnlyList<string> Pairs, string Kind, string Consequence)
{
    /// <summary>What is wrong, as a part of a sentence.</summary>
    public string Problem => $"{string.Join(" and ", Pairs)} share the {Kind} '{Name}': {Consequence}";

    /// <summary>The environments of groups whose statuses have the same name, in upper or lower case.</summary>
    public static IReadOnlyList<IReadOnlyList<(GroupName Group, EnvironmentName Environment)>> FindContexts(
        IEnumerable<(GroupName Group, EnvironmentName Environment)> pairs
    ) =>
        [
            .. pairs
                .OrderBy(pair => pair.Group.Value, StringComparer.Ordinal)
                // As the gate compares them.
                .GroupBy(pair => Context(pair.Group, pair.Environment), StringComparer.OrdinalIgnoreCase)
                .Where(same => same.Skip(1).Any())
                .Select(same => same.ToList()),
        ];

    public static NameCollision ForContexts(IReadOnlyList<(GroupName Group, EnvironmentName Environment)> pairs) =>
        new(
            Context(pairs[0].Group, pairs[0].Environment),
            [.. pairs.Select(pair => $"group '{pair.Group}' in environment {pair.Environment}")],
            "status context",
            "a status of one would count for the other"
        );

    /// <summary>The apps whose promotions have a branch of the same name.</summary>
    public static IReadOnlyList<NameCollision> FindBranches(
        IEnumerable<(ImagePolicy Policy, EnvironmentName Environment)> apps,
        PromotionFlow flow
    ) =>
        [
            .. apps.GroupBy(app => PromotionBranch.For(app.Policy, app.Environment, flow), app => app.Policy)
                .Select(same =>
                    (
                        Branch: same.Key,
                        Policies: same.Distinct().OrderBy(policy => policy.Group.Value, StringComparer.Ordinal).ToList()
                    )
                )
                .Where(same => same.Policies.Count > 1)
                .Select(same => new NameCollision(
                    same.Branch.Value,
                    [.. same.Policies.Select(policy => $"app '{policy.App}' of group '{policy.Group}'")],
                    "branch",
                    "a pull request of one would replace the other's"
                )),
        ];

    /// <summary>The apps of other groups that would have a branch of the same name, if they existed.</summary>
    public static IEnumerable<ImagePolicy> FindAppsWithSameBranch(ImagePolicy policy, IEnumerable<GroupName> groups)
    {
        var joined = $"{policy.Group}-{policy.App}";
        foreach (var group in groups)
        {
            if (
                group != policy.Group
                && joined.StartsWith($"{group}-", StringComparison.Ordinal)
                && AppName.TryParse(joined[(group.Value.Length + 1)..], out var app)
            )
            {
                yield return new ImagePolicy(group, app);
            }
        }
    }

    private static string Context(GroupName group, EnvironmentName environment) => $"{group}-{environment}";
}

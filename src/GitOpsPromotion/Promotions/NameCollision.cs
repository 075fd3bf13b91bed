using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>Two or more pairs of names give the same name when they are joined with a dash.</summary>
/// <param name="Name">The joined name.</param>
/// <param name="Pairs">The pairs, as people read them.</param>
/// <param name="Kind">What has the name: a status context or a branch.</param>
/// <param name="Consequence">What would happen.</param>
internal sealed record NameCollision(string Name, IReadOnlyList<string> Pairs, string Kind, string Consequence)
{
    /// <summary>What is wrong, as part of a sentence.</summary>
    public string Problem => $"{string.Join(" and ", Pairs)} share the {Kind} '{Name}': {Consequence}";

    /// <summary>The environments whose statuses have the same name, in any case.</summary>
    public static IReadOnlyList<IReadOnlyList<GroupEnvironment>> FindContexts(
        IEnumerable<GroupEnvironment> environments
    ) =>
        [
            .. environments
                .OrderBy(environment => environment.Group.Value, StringComparer.Ordinal)
                // As the gate compares them.
                .GroupBy(environment => environment.StatusName, StringComparer.OrdinalIgnoreCase)
                .Where(same => same.Skip(1).Any())
                .Select(same => same.ToList()),
        ];

    /// <summary>The collision of environments with the same status name.</summary>
    public static NameCollision ForContexts(IReadOnlyList<GroupEnvironment> environments) =>
        new(
            environments[0].StatusName,
            [.. environments.Select(each => $"group '{each.Group}' in environment {each.Environment}")],
            "status context",
            "a status of one would count for the other"
        );

    /// <summary>The apps whose promotions have the same branch.</summary>
    public static IReadOnlyList<NameCollision> FindBranches(IEnumerable<PromotionTarget> targets, PromotionFlow flow) =>
        [
            .. targets
                .GroupBy(target => target.Branch(flow), target => target.Policy)
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

    /// <summary>The apps of other groups that would have the same branch, whether they exist or not.</summary>
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
}

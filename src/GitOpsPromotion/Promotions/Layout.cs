using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>Where the environments of a configuration keep their groups.</summary>
internal sealed class Layout(PromotionConfiguration configuration)
{
    // That of the Go tool.
    private readonly string pattern = "{group}/{environment}";

    /// <summary>Where an environment keeps a group.</summary>
    public Target TargetOf(GroupName group, EnvironmentName environment) =>
        new(
            group,
            environment,
            pattern
                .Replace("{group}", group.Value, StringComparison.Ordinal)
                .Replace("{environment}", environment.Value, StringComparison.Ordinal)
        );

    /// <summary>Where an environment keeps an app.</summary>
    public Target TargetOf(PromotionTarget app) => TargetOf(app.Policy.Group, app.Environment);

    /// <summary>Where each environment keeps a group, in the order of promotion.</summary>
    public IEnumerable<Target> TargetsOf(GroupName group) =>
        configuration.Environments.Select(settings => TargetOf(group, settings.Name));

    /// <summary>The target that contains a file; null if no environment does.</summary>
    public Target? FindTarget(string path) =>
        path.Split('/', 2) is [var first, _] && GroupName.TryParse(first, out var group)
            ? TargetsOf(group).FirstOrDefault(target => target.Contains(path))
            : null;
}

using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>Where one environment keeps one group. Only <see cref="Layout"/> makes it.</summary>
/// <param name="Group">The group.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Folder">The folder with its manifests, from the root, without a slash at the end.</param>
internal sealed record Target(GroupName Group, EnvironmentName Environment, string Folder)
{
    /// <summary>Whether a path from the root is below the folder.</summary>
    public bool Contains(string path) => path.StartsWith($"{Folder}/", StringComparison.Ordinal);
}

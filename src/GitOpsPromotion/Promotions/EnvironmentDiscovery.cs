using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>Takes folders for environments, to list a repository without a valid configuration.</summary>
internal static class EnvironmentDiscovery
{
    /// <summary>Reads the default branch, with every folder below a group's folder as an environment, in the order of names.</summary>
    public static async Task<BaseSnapshot> ReadAsync(GitRepository repository, CancellationToken cancellationToken)
    {
        var (branch, tip) = await BaseSnapshotReader.ReadDefaultTipAsync(repository, cancellationToken);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var group in await repository.Files.ListFoldersAsync(tip, "", cancellationToken))
        {
            if (GroupName.TryParse(group, provider: null, out _))
            {
                names.UnionWith(await repository.Files.ListFoldersAsync(tip, group, cancellationToken));
            }
        }

        List<EnvironmentSettings> environments = [];
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (EnvironmentName.TryParse(name, provider: null, out var environment))
            {
                environments.Add(new EnvironmentSettings(environment, Auto: false));
            }
        }

        return new BaseSnapshot(
            branch,
            tip,
            new PromotionConfiguration(PromotionFlow.PerApp, StatusTimeout.Default, Branch: null, environments)
        );
    }
}

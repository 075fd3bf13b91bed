using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>The environments that the folders suggest, for a board without a configuration.</summary>
internal static class EnvironmentDiscovery
{
    /// <summary>Every folder below a group's folder, in the order of the names.</summary>
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

        List<EnvironmentSettings> stages = [];
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (EnvironmentName.TryParse(name, provider: null, out var environment))
            {
                stages.Add(new EnvironmentSettings(environment, Auto: false));
            }
        }

        return new BaseSnapshot(
            branch,
            tip,
            new PromotionConfiguration(PromotionFlow.PerApp, StatusTimeout.Default, Branch: null, stages)
        );
    }
}

using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds markers of an app outside the folder of an environment.</summary>
internal static class MarkersElsewhere
{
    private const int MaxLocations = 5;

    /// <summary>Describes where they are, in one or two sentences; null if there are none.</summary>
    public static async Task<string?> DescribeAsync(
        GitRepository repository,
        BaseSnapshot snapshot,
        PromotionTarget target,
        CancellationToken cancellationToken
    )
    {
        var group = target.Policy.Group;
        var found = await FindAsync(group.Value);
        if (found.Count == 0 && !repository.IsPartial)
        {
            found = await FindAsync("");
        }

        if (found.Count == 0)
        {
            return null;
        }

        var environments = snapshot
            .Configuration.Environments.Select(settings => new GroupEnvironment(group, settings.Name))
            .ToList();
        var more = found.Count > MaxLocations ? $" and {found.Count - MaxLocations} more places" : "";
        var described =
            $"{target.Policy} is marked in {string.Join(", ", found.Take(MaxLocations).Select(Describe))}{more}.";
        if (found.TrueForAll(slot => EnvironmentOf(slot) is not null))
        {
            return described;
        }

        var folders = string.Join(", ", environments.Select(environment => $"{environment.Folder}/"));
        return $"{described} Only the folders of the environments are read: {folders}.";

        async Task<List<MarkedScalar>> FindAsync(string folder)
        {
            List<MarkedScalar> slots = [];
            await foreach (
                var manifest in EnvironmentManifests.ReadAsync(repository, snapshot.Commit, folder, cancellationToken)
            )
            {
                if (
                    !target.GroupEnvironment.Contains(manifest.Path)
                    && MarkerFilter.MayContainMarkersOf(manifest.Text, target.Policy)
                    && ManifestReader.TryRead(manifest, out var read)
                )
                {
                    slots.AddRange(read.Where(slot => slot.Policy == target.Policy));
                }
            }

            return slots;
        }

        GroupEnvironment? EnvironmentOf(MarkedScalar slot) =>
            environments.Find(environment => environment.Contains(slot.Path));

        string Describe(MarkedScalar slot) =>
            MarkerLocation.For(slot)
            + (EnvironmentOf(slot) is { } environment ? $" (environment {environment.Environment})" : "");
    }
}

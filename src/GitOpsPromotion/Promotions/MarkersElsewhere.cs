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
        PromotionTarget app,
        CancellationToken cancellationToken
    )
    {
        var group = app.Policy.Group;
        var found = await FindAsync(group.Value);
        if (found.Count == 0 && !repository.IsPartial)
        {
            found = await FindAsync("");
        }

        if (found.Count == 0)
        {
            return null;
        }

        var targets = snapshot.Layout.TargetsOf(group).ToList();
        var more = found.Count > MaxLocations ? $" and {found.Count - MaxLocations} more places" : "";
        var described =
            $"{app.Policy} is marked in {string.Join(", ", found.Take(MaxLocations).Select(Describe))}{more}.";
        if (found.TrueForAll(slot => TargetOf(slot) is not null))
        {
            return described;
        }

        var folders = string.Join(", ", targets.Select(target => $"{target.Folder}/"));
        return $"{described} Only the folders of the environments are read: {folders}.";

        async Task<List<MarkedScalar>> FindAsync(string folder)
        {
            List<MarkedScalar> slots = [];
            await foreach (
                var manifest in EnvironmentManifests.ReadAsync(repository, snapshot.Commit, folder, cancellationToken)
            )
            {
                if (
                    !snapshot.Layout.TargetOf(app).Contains(manifest.Path)
                    && MarkerFilter.MayContainMarkersOf(manifest.Text, app.Policy)
                    && ManifestReader.TryRead(manifest, out var read)
                )
                {
                    slots.AddRange(read.Where(slot => slot.Policy == app.Policy));
                }
            }

            return slots;
        }

        Target? TargetOf(MarkedScalar slot) => targets.Find(target => target.Contains(slot.Path));

        string Describe(MarkedScalar slot) =>
            MarkerLocation.For(slot) + (TargetOf(slot) is { } target ? $" (environment {target.Environment})" : "");
    }
}

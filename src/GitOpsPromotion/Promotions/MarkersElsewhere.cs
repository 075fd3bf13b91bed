using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds the markers of an app outside the folder of an environment.</summary>
internal static class MarkersElsewhere
{
    private const int MostPlaces = 5;

    /// <summary>Where they are, in one or two sentences; null where there are none.</summary>
    public static async Task<string?> DescribeAsync(
        GitRepository repository,
        BaseSnapshot at,
        Promotion promotion,
        CancellationToken cancellationToken
    )
    {
        var group = promotion.Policy.Group.Value;
        var places = await FindAsync(group);
        if (places.Count == 0 && !repository.IsPartial)
        {
            places = await FindAsync("");
        }

        if (places.Count == 0)
        {
            return null;
        }

        var stages = at.Configuration.Environments.Select(stage => stage.Name.Value).ToList();
        var more = places.Count > MostPlaces ? $" and {places.Count - MostPlaces} more places" : "";
        var isOutside = places.Any(place => EnvironmentOf(place) is null);
        return $"{promotion.Policy} is marked in {string.Join(", ", places.Take(MostPlaces).Select(Describe))}{more}."
            + (
                isOutside
                    ? $" Read are the folders of the environments: {string.Join(", ", stages.Select(stage => $"{group}/{stage}/"))}."
                    : ""
            );

        async Task<List<MarkedScalar>> FindAsync(string folder)
        {
            List<MarkedScalar> found = [];
            await foreach (
                var manifest in EnvironmentManifests.ReadAsync(repository, at.Commit, folder, cancellationToken)
            )
            {
                if (
                    !manifest.Path.StartsWith($"{promotion.Folder}/", StringComparison.Ordinal)
                    && MarkerFilter.MayContainMarkersOf(manifest.Text, promotion.Policy)
                    && ManifestReader.TryRead(manifest, out var marked)
                )
                {
                    found.AddRange(marked.Where(mark => mark.Policy == promotion.Policy));
                }
            }

            return found;
        }

        string? EnvironmentOf(MarkedScalar mark) =>
            stages.FirstOrDefault(stage => mark.Path.StartsWith($"{group}/{stage}/", StringComparison.Ordinal));

        string Describe(MarkedScalar mark) =>
            MarkerLocation.For(mark) + (EnvironmentOf(mark) is { } stage ? $" (environment {stage})" : "");
    }
}

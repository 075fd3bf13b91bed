using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Says why an environment holds no marker of an app: a second look that only a failing run pays for.</summary>
internal static class MissingMarkers
{
    private const int MostNames = 10;

    public static async Task<PromotionException> ExplainAsync(
        GitRepository repository,
        GitOpsBase at,
        Promotion promotion,
        CancellationToken cancellationToken
    )
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (
            var manifest in EnvironmentManifests.ReadAsync(repository, at.Commit, promotion.Folder, cancellationToken)
        )
        {
            // A file that is no YAML stops nobody here: its markers are other apps'.
            if (ManifestReader.TryRead(manifest, out var marked))
            {
                found.UnionWith(marked.Select(scalar => scalar.Policy.ToString()));
            }
        }

        return new PromotionException(
            FailureKind.Rejected,
            $"No image policy marker for {promotion.Policy} was found below {promotion.Folder}/ on branch '{at.Branch}' "
                + $"(commit {at.Commit.Abbreviated}). Nothing was pushed."
        )
        {
            Hint = found.Count > 0 ? WithNames(promotion, found) : await WithoutNamesAsync(),
        };

        async Task<string> WithoutNamesAsync()
        {
            var groups = await repository.ListFoldersAsync(at.Commit, "", cancellationToken);
            if (!groups.Contains(promotion.Policy.Group.Value, StringComparer.Ordinal))
            {
                var near = NearestName.Find(promotion.Policy.Group.Value, groups);
                return $"There is no folder {promotion.Policy.Group}/ in the repository."
                    + (near is null ? "" : $" Did you mean the group '{near}'?");
            }

            return $"Mark the version in a manifest there with a comment behind it: "
                + $"# {{\"$imagepolicy\": \"{promotion.Policy}:tag\"}}";
        }
    }

    private static string WithNames(Promotion promotion, SortedSet<string> found)
    {
        var near = NearestName.Find(promotion.Policy.ToString(), found);
        var names = string.Join(", ", found.Take(MostNames));
        var more = found.Count > MostNames ? $" and {found.Count - MostNames} more" : "";
        return (near is null ? "" : $"Did you mean '{near}'? ") + $"The markers there are {names}{more}.";
    }
}

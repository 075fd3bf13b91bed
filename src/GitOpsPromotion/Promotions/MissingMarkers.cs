using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Promotions;

/// <summary>Says why an environment holds no marker of an app: a second look that only a failing run pays for.</summary>
internal static class MissingMarkers
{
    private const int MostNames = 10;
    private const int MostProblems = 5;

    public static async Task<PromotionException> ExplainAsync(
        GitRepository repository,
        BaseSnapshot at,
        Promotion promotion,
        EnvironmentScan scan,
        CancellationToken cancellationToken
    )
    {
        var folder = await FolderDiagnosis.FindAsync(repository, at.Commit, promotion, cancellationToken);
        var reason = folder.Problem is null ? "" : $": {folder.Problem}";
        return new PromotionException(
            FailureKind.Rejected,
            $"No image policy marker for {promotion.Policy} was found below {promotion.Folder}/ on branch '{at.Branch}' "
                + $"(commit {at.Commit.Abbreviated}){reason}. Nothing was pushed."
        )
        {
            Hint = string.Join(' ', await HintsAsync()),
        };

        async Task<IReadOnlyList<string>> HintsAsync()
        {
            List<string> hints =
            [
                .. await FindProblemsAsync(repository, at.Commit, promotion, scan, cancellationToken),
            ];
            var isExplained = hints.Count > 0 || folder.Hint is not null;
            if (folder.Hint is not null)
            {
                hints.Add(folder.Hint);
            }

            var elsewhere = await MarkersElsewhere.DescribeAsync(repository, at, promotion, cancellationToken);
            if (elsewhere is not null)
            {
                hints.Add(elsewhere);
            }

            if (!isExplained)
            {
                hints.Add(
                    await DescribeOthersAsync(repository, at, promotion, elsewhere is not null, cancellationToken)
                );
            }

            return hints;
        }
    }

    /// <summary>What in the folder was meant as a marker, or may hold one and is not read.</summary>
    private static async Task<IEnumerable<string>> FindProblemsAsync(
        GitRepository repository,
        CommitSha commit,
        Promotion promotion,
        EnvironmentScan scan,
        CancellationToken cancellationToken
    )
    {
        var unread = await new UnreadFiles(repository, commit, promotion.Policy).FindAsync(
            promotion.Folder,
            cancellationToken
        );
        var entries = await repository.Files.ListEntriesAsync(commit, promotion.Folder, cancellationToken);
        var links = await LinkText.FindAsync(
            repository,
            commit,
            [.. entries.Where(entry => entry.IsRegular && ManifestReader.IsManifest(entry.Path))],
            cancellationToken
        );
        string[] all =
        [
            .. scan.UnsetMarkers.Select(unset => $"{unset}."),
            .. unread.Select(warning => $"{warning}."),
            .. scan.LfsPointers.Select(path =>
                $"{path} is a Git LFS pointer, so the markers in the file itself cannot be read: take the manifest out of Git LFS."
            ),
            .. links.Select(link =>
                $"{link.Path} holds the text of a symbolic link to {link.Target}, and links are not followed."
            ),
            .. entries
                .Where(entry => entry.IsSubmodule)
                .Select(entry => $"{entry.Path} is a submodule, and submodules are not read."),
        ];
        return all.Take(MostProblems);
    }

    private static string HowToMark(Promotion promotion) =>
        $"Mark the version in a manifest below {promotion.Folder}/ with a comment behind it: "
        + $"# {{\"$imagepolicy\": \"{promotion.Policy}:tag\"}}";

    /// <summary>The markers of other apps that are there, or the one to write.</summary>
    private static async Task<string> DescribeOthersAsync(
        GitRepository repository,
        BaseSnapshot at,
        Promotion promotion,
        bool isMarkedElsewhere,
        CancellationToken cancellationToken
    )
    {
        SortedDictionary<string, MarkedScalar> found = new(StringComparer.Ordinal);
        await foreach (
            var manifest in EnvironmentManifests.ReadAsync(repository, at.Commit, promotion.Folder, cancellationToken)
        )
        {
            // A file that is no YAML stops nobody here: its markers are other apps'.
            if (ManifestReader.TryRead(manifest, out var marked))
            {
                foreach (var mark in marked)
                {
                    found.TryAdd(mark.Policy.ToString(), mark);
                }
            }
        }

        if (found.Count == 0)
        {
            return HowToMark(promotion);
        }

        // An app that is marked in another environment is no typing mistake.
        var near = isMarkedElsewhere ? null : NearestName.Find(promotion.Policy.ToString(), found.Keys);
        var names = string.Join(
            ", ",
            found.Take(MostNames).Select(pair => $"{pair.Key} ({MarkerLocation.For(pair.Value)})")
        );
        var more = found.Count > MostNames ? $" and {found.Count - MostNames} more" : "";
        return isMarkedElsewhere
            ? $"The markers below {promotion.Folder}/ are {names}{more}. {HowToMark(promotion)}"
            : (near is null ? "" : $"Did you mean '{near}'? ") + $"The markers there are {names}{more}.";
    }
}

using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Promotions;

/// <summary>Explains why an environment has no marker of an app. Runs only after a failure.</summary>
internal static class MissingMarkers
{
    private const int MaxNames = 10;
    private const int MaxProblems = 5;

    public static async Task<PromotionException> ExplainAsync(
        GitRepository repository,
        BaseSnapshot snapshot,
        Promotion promotion,
        EnvironmentScan scan,
        CancellationToken cancellationToken
    )
    {
        var folder = await FolderDiagnosis.FindAsync(repository, snapshot, promotion, cancellationToken);
        var reason = folder.Problem is null ? "" : $": {folder.Problem}";
        return new PromotionException(
            FailureKind.Rejected,
            $"No image policy marker for {promotion.Policy} was found below {snapshot.Layout.TargetOf(promotion.Target).Folder}/ on branch '{snapshot.Branch}' "
                + $"(commit {snapshot.Commit.Abbreviated}){reason}. Nothing was pushed."
        )
        {
            Hint = string.Join(' ', await HintsAsync()),
        };

        async Task<IReadOnlyList<string>> HintsAsync()
        {
            List<string> hints = [.. await FindProblemsAsync(repository, snapshot, promotion, scan, cancellationToken)];
            var isExplained = hints.Count > 0 || folder.Hint is not null;
            if (folder.Hint is not null)
            {
                hints.Add(folder.Hint);
            }

            var elsewhere = await MarkersElsewhere.DescribeAsync(
                repository,
                snapshot,
                promotion.Target,
                cancellationToken
            );
            if (elsewhere is not null)
            {
                hints.Add(elsewhere);
            }

            if (!isExplained)
            {
                hints.Add(
                    await DescribeOthersAsync(repository, snapshot, promotion, elsewhere is not null, cancellationToken)
                );
            }

            return hints;
        }
    }

    /// <summary>Comments in the folder that look like markers, and files that may have markers and are not read.</summary>
    private static async Task<IEnumerable<string>> FindProblemsAsync(
        GitRepository repository,
        BaseSnapshot snapshot,
        Promotion promotion,
        EnvironmentScan scan,
        CancellationToken cancellationToken
    )
    {
        var (commit, target) = (snapshot.Commit, snapshot.Layout.TargetOf(promotion.Target));
        var unread = await new UnreadFiles(repository, commit, promotion.Policy).FindAsync(
            target.Folder,
            cancellationToken
        );
        var entries = await repository.Files.ListEntriesAsync(commit, target.Folder, cancellationToken);
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
                $"{link.Path} has the text of a symbolic link to {link.Target}, which is not followed."
            ),
            .. entries
                .Where(entry => entry.IsSubmodule)
                .Select(entry => $"{entry.Path} is a submodule, which is not read."),
        ];
        return all.Take(MaxProblems);
    }

    private static string HowToMark(Promotion promotion, Target target) =>
        $"Mark the version in a manifest below {target.Folder}/ with a comment after it: "
        + $"# {{\"$imagepolicy\": \"{promotion.Policy}:tag\"}}";

    /// <summary>Lists the markers of other apps there, or says how to write one.</summary>
    private static async Task<string> DescribeOthersAsync(
        GitRepository repository,
        BaseSnapshot snapshot,
        Promotion promotion,
        bool isMarkedElsewhere,
        CancellationToken cancellationToken
    )
    {
        var target = snapshot.Layout.TargetOf(promotion.Target);
        SortedDictionary<string, MarkedScalar> found = new(StringComparer.Ordinal);
        await foreach (
            var manifest in EnvironmentManifests.ReadAsync(
                repository,
                snapshot.Commit,
                target.Folder,
                cancellationToken
            )
        )
        {
            // Invalid files are skipped: their markers are other apps'.
            if (ManifestReader.TryRead(manifest, out var slots))
            {
                foreach (var slot in slots)
                {
                    found.TryAdd(slot.Policy.ToString(), slot);
                }
            }
        }

        if (found.Count == 0)
        {
            return HowToMark(promotion, target);
        }

        // The name of an app that is marked in another environment is not mistyped.
        var near = isMarkedElsewhere ? null : NearestName.Find(promotion.Policy.ToString(), found.Keys);
        var names = string.Join(
            ", ",
            found.Take(MaxNames).Select(pair => $"{pair.Key} ({MarkerLocation.For(pair.Value)})")
        );
        var more = found.Count > MaxNames ? $" and {found.Count - MaxNames} more" : "";
        return isMarkedElsewhere
            ? $"The markers below {target.Folder}/ are {names}{more}. {HowToMark(promotion, target)}"
            : (near is null ? "" : $"Did you mean '{near}'? ") + $"The markers there are {names}{more}.";
    }
}

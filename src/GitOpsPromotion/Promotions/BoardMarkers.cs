using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads the values with markers in the environments of some groups.</summary>
/// <param name="repository">The GitOps repository.</param>
/// <param name="snapshot">Its default branch.</param>
internal sealed class BoardMarkers(GitRepository repository, BaseSnapshot snapshot)
{
    /// <param name="groups">The groups.</param>
    /// <param name="problems">Gets a sentence for each file or folder that cannot be read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<(EnvironmentName Environment, MarkedScalar Slot)>> ReadAsync(
        IReadOnlyCollection<GroupName> groups,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        List<(EnvironmentName, MarkedScalar)> slots = [];
        var folders = await ListAsync(groups, problems, cancellationToken);
        var layout = snapshot.Layout;
        await foreach (var manifest in EnvironmentManifests.ReadAsync(repository, folders, cancellationToken))
        {
            try
            {
                var read = ManifestReader.Read(manifest);
                if (read.Count > 0 && layout.FindTarget(manifest.Path) is { } target)
                {
                    // A marker of another group in this group's folder is never promoted, so it is not shown.
                    slots.AddRange(
                        read.Where(slot => slot.Policy.Group == target.Group).Select(slot => (target.Environment, slot))
                    );
                }
            }
            catch (PromotionException unreadable)
            {
                problems.Add(unreadable.Message);
            }
        }

        return slots;
    }

    /// <summary>The files of each environment of some groups, without folders that exceed a limit.</summary>
    private async Task<IReadOnlyList<(string, IReadOnlyList<TreeFile>)>> ListAsync(
        IReadOnlyCollection<GroupName> groups,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        string[] folders = [.. groups.SelectMany(snapshot.Layout.TargetsOf).Select(target => target.Folder)];
        try
        {
            await repository.Files.PrefetchFoldersAsync(
                snapshot.Commit,
                [.. groups.Select(group => group.Value), .. folders],
                cancellationToken
            );
        }
        catch (PromotionException unreadable) when (unreadable.Kind is FailureKind.Rejected)
        {
            // The folder that is too large is found below, where folders are listed one by one.
        }

        List<(string, IReadOnlyList<TreeFile>)> listed = [];
        foreach (var folder in folders)
        {
            try
            {
                listed.Add((folder, await repository.Files.ListFilesAsync(snapshot.Commit, folder, cancellationToken)));
            }
            catch (PromotionException unreadable) when (unreadable.Kind is FailureKind.Rejected)
            {
                problems.Add(unreadable.Message);
            }
        }

        return listed;
    }
}

using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads what is marked in the environments of some groups.</summary>
/// <param name="repository">The GitOps repository.</param>
/// <param name="at">Its default branch.</param>
internal sealed class BoardMarkers(GitRepository repository, BaseSnapshot at)
{
    /// <param name="groups">The folders of the groups.</param>
    /// <param name="problems">Gets a sentence for each file or folder that cannot be read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<(EnvironmentName Environment, MarkedScalar Mark)>> ReadAsync(
        IReadOnlyCollection<string> groups,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        List<(EnvironmentName, MarkedScalar)> marks = [];
        var folders = await ListAsync(groups, problems, cancellationToken);
        var environments = at.Configuration.Environments.ToDictionary(
            stage => stage.Name.Value,
            stage => stage.Name,
            StringComparer.Ordinal
        );
        await foreach (var manifest in EnvironmentManifests.ReadAsync(repository, folders, cancellationToken))
        {
            try
            {
                // A marker of another group in this group's folder is never promoted, so it is no cell.
                var parts = manifest.Path.Split('/', 3);
                marks.AddRange(
                    ManifestReader
                        .Read(manifest)
                        .Where(mark => mark.Policy.Group.Value == parts[0])
                        .Select(mark => (environments[parts[1]], mark))
                );
            }
            catch (PromotionException unreadable)
            {
                problems.Add(unreadable.Message);
            }
        }

        return marks;
    }

    /// <summary>The files of each environment of some groups; those of a folder that exceeds a limit are left out.</summary>
    private async Task<IReadOnlyList<(string, IReadOnlyList<TreeFile>)>> ListAsync(
        IReadOnlyCollection<string> groups,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        string[] folders =
        [
            .. groups.SelectMany(group => at.Configuration.Environments.Select(stage => $"{group}/{stage.Name}")),
        ];
        List<(string, IReadOnlyList<TreeFile>)> listed = [];
        try
        {
            await repository.Files.PrefetchFoldersAsync(at.Commit, [.. groups, .. folders], cancellationToken);
        }
        catch (PromotionException unreadable) when (unreadable.Kind is FailureKind.Rejected)
        {
            // One by one, the folder that is too large is found.
        }

        foreach (var folder in folders)
        {
            try
            {
                listed.Add((folder, await repository.Files.ListFilesAsync(at.Commit, folder, cancellationToken)));
            }
            catch (PromotionException unreadable) when (unreadable.Kind is FailureKind.Rejected)
            {
                problems.Add(unreadable.Message);
            }
        }

        return listed;
    }
}

using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads the board.</summary>
/// <param name="repository">The GitOps repository.</param>
/// <param name="provider">Knows the pull requests; null leaves them out.</param>
public sealed class BoardReader(GitRepository repository, IGitProvider? provider)
{
    // Reading many at once takes few questions to git.
    private const int GroupsAtOnce = 100;

    /// <param name="group">Only this group; null for all.</param>
    /// <param name="app">Only the apps of this name; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<Board> ReadAsync(GroupName? group, AppName? app, CancellationToken cancellationToken)
    {
        var (at, failure) = await ReadBaseAsync(cancellationToken);
        List<string> problems = [];
        List<(EnvironmentName Environment, MarkedScalar Mark)> marks = [];
        var folders = await repository.ListFoldersAsync(at.Commit, "", cancellationToken);
        var groups = folders.Where(folder =>
            GroupName.TryParse(folder, out var name) && (group is null || group == name)
        );
        foreach (var some in groups.Chunk(GroupsAtOnce))
        {
            var read = await ReadGroupsAsync(at, some, problems, cancellationToken);
            marks.AddRange(read.Where(found => app is null || found.Mark.Policy.App == app));
        }

        if (failure is not null)
        {
            at = at with { Configuration = Narrowed(at.Configuration, marks) };
        }

        // Branches are compared only where the apps of all groups are known.
        var apps = group is null && app is null ? marks.Select(found => (found.Mark.Policy, found.Environment)) : [];
        problems.AddRange(await new NameCollisions(repository, at).DescribeAsync(group, apps, cancellationToken));
        var open = await ReadOpenAsync(at, problems, cancellationToken);
        var rows = marks
            .GroupBy(found => found.Mark.Policy)
            .OrderBy(row => row.Key.Group.Value, StringComparer.Ordinal)
            .ThenBy(row => row.Key.App.Value, StringComparer.Ordinal)
            .Select(row => new BoardRow(
                row.Key,
                Cells(at.Configuration, isOrdered: failure is null, row.Key, [.. row], open ?? [])
            ))
            .ToList();
        if (provider is not null && failure is null)
        {
            rows = await new BoardObstacles(repository, provider).AddAsync(at, rows, problems, cancellationToken);
        }

        return new Board(at, rows, PullRequestsKnown: open is not null, problems) { ConfigurationFailure = failure };
    }

    private async Task<(GitOpsBase Base, PromotionException? Failure)> ReadBaseAsync(
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await GitOpsBaseReader.ReadAsync(repository, cancellationToken), null);
        }
        catch (PromotionException failure) when (failure.Kind is FailureKind.Configuration)
        {
            return (await FolderStages.ReadAsync(repository, cancellationToken), failure);
        }
    }

    /// <summary>Only the environments that hold markers: a group's folder may have others than those of environments.</summary>
    private static PromotionConfiguration Narrowed(
        PromotionConfiguration configuration,
        IEnumerable<(EnvironmentName Environment, MarkedScalar Mark)> marks
    )
    {
        var environments = marks.Select(found => found.Environment).ToHashSet();
        return configuration with
        {
            Stages = [.. configuration.Stages.Where(stage => environments.Contains(stage.Name))],
        };
    }

    private async Task<IReadOnlyList<(EnvironmentName Environment, MarkedScalar Mark)>> ReadGroupsAsync(
        GitOpsBase at,
        IReadOnlyCollection<string> groups,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        List<(EnvironmentName, MarkedScalar)> marks = [];
        var folders = await ListAsync(at, groups, problems, cancellationToken);
        var environments = at.Configuration.Stages.ToDictionary(
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
        GitOpsBase at,
        IReadOnlyCollection<string> groups,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        string[] folders =
        [
            .. groups.SelectMany(group => at.Configuration.Stages.Select(stage => $"{group}/{stage.Name}")),
        ];
        List<(string, IReadOnlyList<TreeFile>)> listed = [];
        try
        {
            await repository.PrefetchFoldersAsync(at.Commit, [.. groups, .. folders], cancellationToken);
        }
        catch (PromotionException unreadable) when (unreadable.Kind is FailureKind.Rejected)
        {
            // One by one, the folder that is too large is found.
        }

        foreach (var folder in folders)
        {
            try
            {
                listed.Add((folder, await repository.ListFilesAsync(at.Commit, folder, cancellationToken)));
            }
            catch (PromotionException unreadable) when (unreadable.Kind is FailureKind.Rejected)
            {
                problems.Add(unreadable.Message);
            }
        }

        return listed;
    }

    /// <summary>The open promotions; null where they are not known.</summary>
    private async Task<Dictionary<(ImagePolicy, EnvironmentName), BoardPullRequest>?> ReadOpenAsync(
        GitOpsBase at,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        if (provider is null)
        {
            return null;
        }

        IReadOnlyList<PullRequest> all;
        try
        {
            all = await provider.GetOpenPullRequestsAsync(at.Branch, cancellationToken);
        }
        catch (PromotionException unreadable) when (unreadable.Kind is FailureKind.Rejected)
        {
            // What the environments hold is known all the same.
            problems.Add($"No pull requests are shown. {unreadable.Message} {unreadable.Hint}".TrimEnd());
            return null;
        }

        Dictionary<(ImagePolicy, EnvironmentName), BoardPullRequest> open = [];
        foreach (var pullRequest in all.Where(each => PromotionBranch.IsPromotion(each.Source)))
        {
            switch (PromotionMetadata.Read(pullRequest.Body))
            {
                case MetadataReading.Known({ Type: PromotionType.Promote } metadata):
                    open.TryAdd(
                        (metadata.Policy, metadata.Environment),
                        new BoardPullRequest(pullRequest, metadata.Version)
                    );
                    break;
                case MetadataReading.Unreadable(var reason):
                    problems.Add(
                        $"Pull request {pullRequest.Number} is not shown: its description cannot be read: {reason}."
                    );
                    break;
            }
        }

        return open;
    }

    private static List<BoardCell> Cells(
        PromotionConfiguration configuration,
        bool isOrdered,
        ImagePolicy policy,
        IReadOnlyList<(EnvironmentName Environment, MarkedScalar Mark)> marks,
        Dictionary<(ImagePolicy, EnvironmentName), BoardPullRequest> open
    )
    {
        List<BoardCell> cells = [];
        foreach (var stage in configuration.Stages)
        {
            List<MarkedScalar> here =
            [
                .. marks.Where(found => found.Environment == stage.Name).Select(found => found.Mark),
            ];
            var versions = HeldVersions.Of(here);
            // What is not deployed somewhere neither lags there nor leads.
            var before = here.Count > 0 ? cells.LastOrDefault(cell => cell.Marks.Count > 0) : null;
            cells.Add(
                new BoardCell(
                    stage.Name,
                    versions,
                    here,
                    Lags: isOrdered && before is not null && !HeldVersions.AreSame(before.Marks, here),
                    open.GetValueOrDefault((policy, stage.Name))
                )
            );
        }

        return cells;
    }
}

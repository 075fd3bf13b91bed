using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads the board.</summary>
/// <param name="repository">The GitOps repository.</param>
/// <param name="provider">Knows the pull requests; null leaves them out.</param>
public sealed class ListPromotions(GitRepository repository, IGitProvider? provider)
{
    // Reading many at once takes few questions to git.
    private const int GroupsAtOnce = 100;

    /// <param name="group">Only this group; null for all.</param>
    /// <param name="app">Only the apps of this name; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<Board> RunAsync(GroupName? group, AppName? app, CancellationToken cancellationToken)
    {
        var (at, failure) = await ReadBaseAsync(cancellationToken);
        List<string> problems = [];
        List<(EnvironmentName Environment, MarkedScalar Mark)> marks = [];
        var folders = await repository.Files.ListFoldersAsync(at.Commit, "", cancellationToken);
        var groups = folders.Where(folder =>
            GroupName.TryParse(folder, out var name) && (group is null || group == name)
        );
        foreach (var some in groups.Chunk(GroupsAtOnce))
        {
            var read = await new BoardMarkers(repository, at).ReadAsync(some, problems, cancellationToken);
            marks.AddRange(read.Where(found => app is null || found.Mark.Policy.App == app));
        }

        if (failure is not null)
        {
            at = at with { Configuration = Narrowed(at.Configuration, marks) };
        }

        // Branches are compared only where the apps of all groups are known.
        var apps = group is null && app is null ? marks.Select(found => (found.Mark.Policy, found.Environment)) : [];
        problems.AddRange(await new NameCollisionCheck(repository, at).DescribeAsync(group, apps, cancellationToken));
        var open = await new BoardPullRequests(provider).ReadAsync(at, problems, cancellationToken);
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

        return new Board(at, rows, HasPullRequests: open is not null, problems) { ConfigurationFailure = failure };
    }

    private async Task<(BaseSnapshot Base, PromotionException? Failure)> ReadBaseAsync(
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await BaseSnapshotReader.ReadAsync(repository, cancellationToken), null);
        }
        catch (PromotionException failure) when (failure.Kind is FailureKind.Configuration)
        {
            return (await EnvironmentDiscovery.ReadAsync(repository, cancellationToken), failure);
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
            Environments = [.. configuration.Environments.Where(stage => environments.Contains(stage.Name))],
        };
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
        foreach (var stage in configuration.Environments)
        {
            List<MarkedScalar> here =
            [
                .. marks.Where(found => found.Environment == stage.Name).Select(found => found.Mark),
            ];
            var versions = CurrentVersions.From(here);
            // What is not deployed somewhere neither lags there nor leads.
            var before = here.Count > 0 ? cells.LastOrDefault(cell => cell.Slots.Count > 0) : null;
            cells.Add(
                new BoardCell(
                    stage.Name,
                    versions,
                    here,
                    IsBehind: isOrdered && before is not null && !CurrentVersions.AreEqual(before.Slots, here),
                    open.GetValueOrDefault((policy, stage.Name))
                )
            );
        }

        return cells;
    }
}

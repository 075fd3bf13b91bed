using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Lists which version is in which environment, and which promotions are open.</summary>
/// <param name="repository">The GitOps repository.</param>
/// <param name="provider">The forge; null to omit pull requests.</param>
public sealed class ListPromotions(GitRepository repository, IGitProvider? provider)
{
    // Many at once need few requests to git.
    private const int GroupsAtOnce = 100;

    /// <param name="group">Only this group; null for all.</param>
    /// <param name="app">Only the apps of this name; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<Board> RunAsync(GroupName? group, AppName? app, CancellationToken cancellationToken)
    {
        var (snapshot, failure) = await ReadBaseAsync(cancellationToken);
        List<string> problems = [];
        List<(EnvironmentName Environment, MarkedScalar Slot)> slots = [];
        var folders = await repository.Files.ListFoldersAsync(snapshot.Commit, "", cancellationToken);
        var groups = folders
            .Select(folder => GroupName.TryParse(folder, out var name) ? name : null)
            .OfType<GroupName>()
            .Where(name => group is null || group == name);
        foreach (var some in groups.Chunk(GroupsAtOnce))
        {
            var read = await new BoardMarkers(repository, snapshot).ReadAsync(some, problems, cancellationToken);
            slots.AddRange(read.Where(found => app is null || found.Slot.Policy.App == app));
        }

        if (failure is not null)
        {
            snapshot = snapshot with { Configuration = WithMarkersOnly(snapshot.Configuration, slots) };
        }

        // Branches are compared only if the apps of all groups are known.
        var targets =
            group is null && app is null
                ? slots.Select(found => new PromotionTarget(found.Slot.Policy, found.Environment))
                : [];
        problems.AddRange(
            await new NameCollisionCheck(repository, snapshot).DescribeAsync(group, targets, cancellationToken)
        );
        var open = await new BoardPullRequests(provider).ReadAsync(snapshot, problems, cancellationToken);
        var rows = slots
            .GroupBy(found => found.Slot.Policy)
            .OrderBy(row => row.Key.Group.Value, StringComparer.Ordinal)
            .ThenBy(row => row.Key.App.Value, StringComparer.Ordinal)
            .Select(row => new BoardRow(
                row.Key,
                Cells(snapshot.Configuration, isOrdered: failure is null, row.Key, [.. row], open ?? [])
            ))
            .ToList();
        if (provider is not null && failure is null)
        {
            rows = await new BoardObstacles(repository, provider).AddAsync(snapshot, rows, problems, cancellationToken);
        }

        return new Board(snapshot, rows, HasPullRequests: open is not null, problems)
        {
            ConfigurationFailure = failure,
        };
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

    /// <summary>Keeps only the environments with markers: a group's folder may have other subfolders.</summary>
    private static PromotionConfiguration WithMarkersOnly(
        PromotionConfiguration configuration,
        IEnumerable<(EnvironmentName Environment, MarkedScalar Slot)> slots
    )
    {
        var environments = slots.Select(found => found.Environment).ToHashSet();
        return configuration with
        {
            Environments = [.. configuration.Environments.Where(settings => environments.Contains(settings.Name))],
        };
    }

    private static List<BoardCell> Cells(
        PromotionConfiguration configuration,
        bool isOrdered,
        ImagePolicy policy,
        IReadOnlyList<(EnvironmentName Environment, MarkedScalar Slot)> slots,
        Dictionary<PromotionTarget, BoardPullRequest> open
    )
    {
        List<BoardCell> cells = [];
        foreach (var settings in configuration.Environments)
        {
            List<MarkedScalar> here =
            [
                .. slots.Where(found => found.Environment == settings.Name).Select(found => found.Slot),
            ];
            var versions = CurrentVersions.From(here);
            // An environment that does not deploy the app is not behind, and no other is behind it.
            var before = here.Count > 0 ? cells.LastOrDefault(cell => cell.Slots.Count > 0) : null;
            cells.Add(
                new BoardCell(
                    settings.Name,
                    versions,
                    here,
                    IsBehind: isOrdered && before is not null && !CurrentVersions.AreEqual(before.Slots, here),
                    open.GetValueOrDefault(new PromotionTarget(policy, settings.Name))
                )
            );
        }

        return cells;
    }
}

using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Finds pairs of names in a commit that spell one joined name. Where there are none, it costs no more than the list
/// of the folders at the root.
/// </summary>
internal sealed class NameCollisionCheck(GitRepository repository, BaseSnapshot at)
{
    private const string Hint =
        "Rename one of them, so that the joined names differ. Promotions of other groups and apps go on.";

    private IReadOnlyList<GroupName>? groups;
    private IReadOnlyList<IReadOnlyList<(GroupName Group, EnvironmentName Environment)>>? contexts;

    /// <summary>Refuses a promotion whose branch or statuses another one has too.</summary>
    /// <param name="promotion">The promotion.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task CheckAsync(Promotion promotion, CancellationToken cancellationToken)
    {
        var what = $"{promotion.Title}: not done";
        await CheckGateAsync(promotion.Policy.Group, promotion.Environment, promotion.From, what, cancellationToken);
        if (await FindBranchAsync(promotion, cancellationToken) is { } branch)
        {
            throw Refuse(what, branch);
        }
    }

    /// <summary>Refuses what rests on the statuses of an environment or of the one before it, where others have the same.</summary>
    /// <param name="group">The group.</param>
    /// <param name="environment">The environment that a version goes to.</param>
    /// <param name="before">The environment whose statuses open the gate; null for the first.</param>
    /// <param name="what">What does not happen.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task CheckGateAsync(
        GroupName group,
        EnvironmentName environment,
        EnvironmentName? before,
        string what,
        CancellationToken cancellationToken
    )
    {
        await CheckContextAsync(group, environment, what, cancellationToken);
        if (before is not null)
        {
            await CheckContextAsync(group, before, what, cancellationToken);
        }
    }

    /// <summary>Refuses what rests on the statuses of one environment of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="what">What does not happen.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task CheckContextAsync(
        GroupName group,
        EnvironmentName environment,
        string what,
        CancellationToken cancellationToken
    )
    {
        foreach (var pairs in await FindContextsAsync(cancellationToken))
        {
            if (pairs.Contains((group, environment)))
            {
                throw Refuse(what, NameCollision.ForContexts(pairs));
            }
        }
    }

    /// <summary>What is wrong, a sentence for each name.</summary>
    /// <param name="group">Only names of this group; null for all.</param>
    /// <param name="apps">The apps whose branches are compared.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IEnumerable<string>> DescribeAsync(
        GroupName? group,
        IEnumerable<(ImagePolicy Policy, EnvironmentName Environment)> apps,
        CancellationToken cancellationToken
    ) =>
        (await FindContextsAsync(cancellationToken))
            .Where(pairs => group is null || pairs.Any(pair => pair.Group == group))
            .Select(NameCollision.ForContexts)
            .Concat(NameCollision.FindBranches(apps, at.Configuration.Flow))
            .Select(name => $"{name.Problem}, so their promotions are refused. {Hint}");

    /// <summary>The environments of groups that are there and whose statuses have the same name.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<(GroupName Group, EnvironmentName Environment)>>> FindContextsAsync(
        CancellationToken cancellationToken
    ) => contexts ??= await ReadContextsAsync(cancellationToken);

    private async Task<IReadOnlyList<IReadOnlyList<(GroupName, EnvironmentName)>>> ReadContextsAsync(
        CancellationToken cancellationToken
    )
    {
        var known = await ReadGroupsAsync(cancellationToken);
        var possible = NameCollision.FindContexts(
            known.SelectMany(group => at.Configuration.Environments.Select(stage => (group, stage.Name)))
        );
        List<IReadOnlyList<(GroupName, EnvironmentName)>> found = [];
        foreach (var pairs in possible)
        {
            List<(GroupName, EnvironmentName)> there = [];
            foreach (var (group, environment) in pairs)
            {
                if (
                    await repository.Files.FindTreeAsync(at.Commit, $"{group}/{environment}", cancellationToken)
                    is not null
                )
                {
                    there.Add((group, environment));
                }
            }

            if (there.Count > 1)
            {
                found.Add(there);
            }
        }

        return found;
    }

    private async Task<NameCollision?> FindBranchAsync(Promotion promotion, CancellationToken cancellationToken)
    {
        var flow = at.Configuration.Flow;
        List<(ImagePolicy, EnvironmentName)> there = [(promotion.Policy, promotion.Environment)];
        foreach (
            var other in NameCollision.FindAppsWithSameBranch(
                promotion.Policy,
                await ReadGroupsAsync(cancellationToken)
            )
        )
        {
            foreach (var stage in at.Configuration.Environments)
            {
                if (
                    (flow is PromotionFlow.PerApp || stage.Name == promotion.Environment)
                    && await EnvironmentManifests.HasMarkerAsync(
                        repository,
                        at.Commit,
                        $"{other.Group}/{stage.Name}",
                        other,
                        cancellationToken
                    )
                )
                {
                    there.Add((other, stage.Name));
                }
            }
        }

        return NameCollision.FindBranches(there, flow) is [var first, ..] ? first : null;
    }

    private async Task<IReadOnlyList<GroupName>> ReadGroupsAsync(CancellationToken cancellationToken) =>
        groups ??= [
            .. (await repository.Files.ListFoldersAsync(at.Commit, "", cancellationToken))
                .Select(folder => GroupName.TryParse(folder, out var group) ? group : null)
                .OfType<GroupName>(),
        ];

    private static PromotionException Refuse(string what, NameCollision name) =>
        new(FailureKind.Rejected, $"{what}, because {name.Problem}.") { Hint = Hint };
}

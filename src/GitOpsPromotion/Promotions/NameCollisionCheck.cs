using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Refuses promotions whose branch or status context another promotion has too. Without a collision it only reads the
/// folders at the root.
/// </summary>
internal sealed class NameCollisionCheck(GitRepository repository, BaseSnapshot snapshot)
{
    private const string Hint =
        "Rename one of them, so that the joined names differ. Promotions of other groups and apps are not affected.";

    private IReadOnlyList<GroupName>? groups;
    private IReadOnlyList<IReadOnlyList<GroupEnvironment>>? contexts;

    /// <summary>Refuses a promotion whose branch or statuses another one has too.</summary>
    /// <exception cref="PromotionException">There is a collision.</exception>
    public async Task CheckAsync(Promotion promotion, CancellationToken cancellationToken)
    {
        var consequence = $"{promotion.Title}: not done";
        await CheckGateAsync(promotion.Target.GroupEnvironment, promotion.From, consequence, cancellationToken);
        if (await FindBranchAsync(promotion.Target, cancellationToken) is { } branch)
        {
            throw Refuse(consequence, branch);
        }
    }

    /// <summary>Refuses what depends on the statuses of an environment and the one before it, if others have the same.</summary>
    /// <param name="environment">The environment that gets a version.</param>
    /// <param name="before">The environment whose statuses open the gate; null for the first.</param>
    /// <param name="consequence">What does not happen.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">There is a collision.</exception>
    public async Task CheckGateAsync(
        GroupEnvironment environment,
        EnvironmentName? before,
        string consequence,
        CancellationToken cancellationToken
    )
    {
        await CheckContextAsync(environment, consequence, cancellationToken);
        if (before is not null)
        {
            await CheckContextAsync(environment with { Environment = before }, consequence, cancellationToken);
        }
    }

    /// <summary>Refuses what depends on the statuses of an environment, if another one has the same.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="consequence">What does not happen.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">There is a collision.</exception>
    public async Task CheckContextAsync(
        GroupEnvironment environment,
        string consequence,
        CancellationToken cancellationToken
    )
    {
        foreach (var environments in await FindContextsAsync(cancellationToken))
        {
            if (environments.Contains(environment))
            {
                throw Refuse(consequence, NameCollision.ForContexts(environments));
            }
        }
    }

    /// <summary>Describes all collisions, a sentence for each name.</summary>
    /// <param name="group">Only names of this group; null for all.</param>
    /// <param name="targets">The apps whose branches are compared.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IEnumerable<string>> DescribeAsync(
        GroupName? group,
        IEnumerable<PromotionTarget> targets,
        CancellationToken cancellationToken
    ) =>
        (await FindContextsAsync(cancellationToken))
            .Where(environments => group is null || environments.Any(each => each.Group == group))
            .Select(NameCollision.ForContexts)
            .Concat(NameCollision.FindBranches(targets, snapshot.Configuration.Flow))
            .Select(collision => $"{collision.Problem}, so their promotions are refused. {Hint}");

    /// <summary>The environments that exist and whose statuses have the same name.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<GroupEnvironment>>> FindContextsAsync(
        CancellationToken cancellationToken
    ) => contexts ??= await ReadContextsAsync(cancellationToken);

    private async Task<IReadOnlyList<IReadOnlyList<GroupEnvironment>>> ReadContextsAsync(
        CancellationToken cancellationToken
    )
    {
        var known = await ReadGroupsAsync(cancellationToken);
        var possible = NameCollision.FindContexts(
            known.SelectMany(group =>
                snapshot.Configuration.Environments.Select(settings => new GroupEnvironment(group, settings.Name))
            )
        );
        List<IReadOnlyList<GroupEnvironment>> found = [];
        foreach (var environments in possible)
        {
            List<GroupEnvironment> existing = [];
            foreach (var environment in environments)
            {
                if (
                    await repository.Files.FindTreeAsync(
                        snapshot.Commit,
                        snapshot.Layout.TargetOf(environment.Group, environment.Environment).Folder,
                        cancellationToken
                    )
                    is not null
                )
                {
                    existing.Add(environment);
                }
            }

            if (existing.Count > 1)
            {
                found.Add(existing);
            }
        }

        return found;
    }

    private async Task<NameCollision?> FindBranchAsync(PromotionTarget target, CancellationToken cancellationToken)
    {
        var flow = snapshot.Configuration.Flow;
        List<PromotionTarget> existing = [target];
        foreach (
            var other in NameCollision.FindAppsWithSameBranch(target.Policy, await ReadGroupsAsync(cancellationToken))
        )
        {
            foreach (var settings in snapshot.Configuration.Environments)
            {
                PromotionTarget possible = new(other, settings.Name);
                if (
                    (flow is PromotionFlow.PerApp || settings.Name == target.Environment)
                    && await new EnvironmentReader(repository, snapshot.Layout, possible).HasMarkerAsync(
                        snapshot.Commit,
                        cancellationToken
                    )
                )
                {
                    existing.Add(possible);
                }
            }
        }

        return NameCollision.FindBranches(existing, flow) is [var first, ..] ? first : null;
    }

    private async Task<IReadOnlyList<GroupName>> ReadGroupsAsync(CancellationToken cancellationToken) =>
        groups ??= [
            .. (await repository.Files.ListFoldersAsync(snapshot.Commit, "", cancellationToken))
                .Select(folder => GroupName.TryParse(folder, out var group) ? group : null)
                .OfType<GroupName>(),
        ];

    private static PromotionException Refuse(string consequence, NameCollision collision) =>
        new(FailureKind.Rejected, $"{consequence}, because {collision.Problem}.") { Hint = Hint };
}

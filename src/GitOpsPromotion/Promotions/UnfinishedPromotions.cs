using System.Text;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Finds recently merged promotions that no run of <c>promote</c> continued: a CI system that runs one job for several
/// merges starts it only for the newest.
/// </summary>
/// <remarks>Reads the clone. The remote and the forge are asked only if something was found.</remarks>
public sealed class UnfinishedPromotions(GitRepository repository, IGitProvider provider)
{
    private const int MaxCommits = 20;
    private const int MaxChanges = 200;

    /// <param name="head">The newest commit.</param>
    /// <param name="promoted">The commits that <c>promote</c> runs for.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The oldest commit first.</returns>
    public async Task<IReadOnlyList<UnfinishedPromotion>> FindAsync(
        CommitSha head,
        IReadOnlyCollection<CommitSha> promoted,
        CancellationToken cancellationToken
    )
    {
        if (
            // A partial clone would fetch the files one by one.
            repository.IsPartial
            || await repository.Files.ReadFileAsync(head, ConfigurationReader.FileName, cancellationToken)
                is not { } content
        )
        {
            return [];
        }

        var configuration = ConfigurationReader.Read(Encoding.UTF8.GetString(content));
        var candidates = await FindCandidatesAsync(head, promoted, configuration, cancellationToken);
        return candidates.Count == 0 ? [] : await ConfirmAsync(candidates, configuration, cancellationToken);
    }

    private async Task<List<UnfinishedPromotion>> FindCandidatesAsync(
        CommitSha head,
        IReadOnlyCollection<CommitSha> promoted,
        PromotionConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        EnvironmentOrder order = new(configuration);
        Layout layout = new(configuration);
        EnvironmentMarkers markers = new(repository, layout);
        Dictionary<PromotionTarget, UnfinishedPromotion?> found = [];
        var commit = await repository.FindCommitAsync(head, cancellationToken);
        var name = head;
        for (var count = 0; count < MaxCommits && commit is { Parents: [var parent, ..] }; count++)
        {
            if (await repository.FindCommitAsync(parent, cancellationToken) is not { } before)
            {
                break;
            }

            foreach (var environment in await FindChangedAsync(before, commit, layout, cancellationToken))
            {
                var old = await markers.ReadAsync(parent, environment, cancellationToken);
                var current = await markers.ReadAsync(name, environment, cancellationToken);
                foreach (var target in FindChanged(environment, old, current))
                {
                    // The newest change of an environment counts.
                    found.TryAdd(
                        target,
                        !promoted.Contains(name)
                        && IsPromotion(commit.Message, target.Policy)
                        && await markers.FindNextWithoutVersionAsync(head, target, order, cancellationToken) is { } next
                            ? new UnfinishedPromotion(target.Policy, target.Environment, next, name, parent)
                            : null
                    );
                }
            }

            (commit, name) = (before, parent);
        }

        return [.. found.Values.OfType<UnfinishedPromotion>().Reverse()];
    }

    /// <summary>The targets with files that a commit changed.</summary>
    private async Task<IReadOnlyCollection<Target>> FindChangedAsync(
        GitCommit before,
        GitCommit after,
        Layout layout,
        CancellationToken cancellationToken
    )
    {
        HashSet<Target> targets = [];
        var count = 0;
        await foreach (var change in repository.Files.GetChangesAsync(before.Tree, after.Tree, cancellationToken))
        {
            if (++count > MaxChanges)
            {
                return [];
            }

            if (layout.FindTarget(change.Path) is { } target)
            {
                targets.Add(target);
            }
        }

        return targets;
    }

    /// <summary>The apps of the environment's group whose versions differ.</summary>
    private static IEnumerable<PromotionTarget> FindChanged(
        Target environment,
        IReadOnlyList<MarkedScalar> old,
        IReadOnlyList<MarkedScalar> current
    )
    {
        return current
            .Select(slot => slot.Policy)
            .Distinct()
            .Where(policy => policy.Group == environment.Group)
            .Where(policy => !CurrentVersions.AreEqual(Of(old, policy), Of(current, policy)))
            .Select(policy => new PromotionTarget(policy, environment.Environment));

        static List<MarkedScalar> Of(IReadOnlyList<MarkedScalar> slots, ImagePolicy policy) =>
            [.. slots.Where(slot => slot.Policy == policy)];
    }

    /// <summary>Keeps the merges of promotions that no pull request for a later environment continues.</summary>
    private async Task<IReadOnlyList<UnfinishedPromotion>> ConfirmAsync(
        List<UnfinishedPromotion> candidates,
        PromotionConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        if ((await repository.Remote.ReadRefsAsync([], cancellationToken)).DefaultBranch is not { } defaultBranch)
        {
            return [];
        }

        List<UnfinishedPromotion> confirmed = [];
        foreach (var candidate in candidates)
        {
            var cause = await provider.FindMergedPullRequestAsync(candidate.Commit, defaultBranch, cancellationToken);
            if (
                cause is { IsFromFork: false }
                && PromotionMetadata.Parse(cause.Description)
                    is ParsedMetadata.Valid({ Type: PromotionType.Promote } metadata)
                && metadata.Policy == candidate.Policy
                && metadata.Environment == candidate.Environment
                && !await IsContinuedAsync(metadata, candidate.Next, defaultBranch, configuration, cancellationToken)
            )
            {
                confirmed.Add(candidate);
            }
        }

        return confirmed;
    }

    /// <summary>
    /// Whether there was a pull request for the next environment: it is open, or it was closed, or the version was
    /// reverted after its merge. A forge may keep its branch, and the branch of an older one.
    /// </summary>
    private async Task<bool> IsContinuedAsync(
        PromotionMetadata merged,
        EnvironmentName next,
        BranchName defaultBranch,
        PromotionConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        var branch = (merged.Target with { Environment = next }).Branch(configuration.Flow);
        var newest = await provider.FindNewestPullRequestAsync(branch, defaultBranch, cancellationToken);
        return newest is { State: PullRequestState.Open }
            || (
                newest is not null
                && PromotionMetadata.Parse(newest.Description) is ParsedMetadata.Valid(var metadata)
                && metadata.Version.Tag == merged.Version.Tag
                && metadata.Environment != merged.Environment
            );
    }

    // The messages of promotions' merges name the branch or the title. Other commits are not looked up at the forge.
    private static bool IsPromotion(string message, ImagePolicy policy) =>
        PromotionBranch.IsNamedIn(message) || message.Contains(Promotion.TitleStart(policy), StringComparison.Ordinal);
}

using System.Text;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Finds promotions that were merged a short time ago and that no run of <c>promote</c> went on with: a CI system that runs
/// one job for several merges starts it for the newest only.
/// </summary>
/// <remarks>Reads what the clone has. The remote and the forge are asked only where something was found.</remarks>
public sealed class UnfinishedPromotions(GitRepository repository, IGitProvider provider)
{
    private const int MostCommits = 20;
    private const int MostChanges = 200;

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
            // A partial clone would fetch the contents one by one.
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
        EnvironmentOrder path = new(configuration);
        EnvironmentMarkers marks = new(repository);
        Dictionary<(ImagePolicy, EnvironmentName), UnfinishedPromotion?> found = [];
        var commit = await repository.FindCommitAsync(head, cancellationToken);
        var name = head;
        for (var count = 0; count < MostCommits && commit is { Parents: [var parent, ..] }; count++)
        {
            if (await repository.FindCommitAsync(parent, cancellationToken) is not { } before)
            {
                break;
            }

            foreach (
                var (policy, environment) in await FindChangedAsync(
                    before,
                    commit,
                    parent,
                    name,
                    path,
                    marks,
                    cancellationToken
                )
            )
            {
                // The newest change of an environment counts.
                found.TryAdd(
                    (policy, environment),
                    !promoted.Contains(name)
                    && IsPromotion(commit.Message, policy)
                    && await marks.FindNextWithoutVersionAsync(head, policy, environment, path, cancellationToken)
                        is { } next
                        ? new UnfinishedPromotion(policy, environment, next, name, parent)
                        : null
                );
            }

            (commit, name) = (before, parent);
        }

        return [.. found.Values.OfType<UnfinishedPromotion>().Reverse()];
    }

    /// <summary>The apps, each with the environment, whose marked values a commit changed.</summary>
    private async Task<List<(ImagePolicy, EnvironmentName)>> FindChangedAsync(
        GitCommit before,
        GitCommit after,
        CommitSha parent,
        CommitSha name,
        EnvironmentOrder path,
        EnvironmentMarkers marks,
        CancellationToken cancellationToken
    )
    {
        HashSet<(string Group, EnvironmentName Environment)> folders = [];
        var count = 0;
        await foreach (var change in repository.Files.GetChangesAsync(before.Tree, after.Tree, cancellationToken))
        {
            if (++count > MostChanges)
            {
                return [];
            }

            if (
                change.Path.Split('/') is [var group, var folder, _, ..]
                && EnvironmentName.TryParse(folder, out var environment)
                && path.Has(environment)
            )
            {
                folders.Add((group, environment));
            }
        }

        List<(ImagePolicy, EnvironmentName)> changed = [];
        foreach (var (group, environment) in folders)
        {
            var old = await marks.ReadAsync(parent, group, environment, cancellationToken);
            var now = await marks.ReadAsync(name, group, environment, cancellationToken);
            changed.AddRange(
                now.Select(mark => mark.Policy)
                    .Distinct()
                    .Where(policy => policy.Group.Value == group)
                    .Where(policy => !CurrentVersions.AreEqual(Of(old, policy), Of(now, policy)))
                    .Select(policy => (policy, environment))
            );
        }

        return changed;

        static List<MarkedScalar> Of(IReadOnlyList<MarkedScalar> all, ImagePolicy policy) =>
            [.. all.Where(mark => mark.Policy == policy)];
    }

    /// <summary>Those that came from a pull request of this tool, and that no pull request for a later environment goes on with.</summary>
    private async Task<IReadOnlyList<UnfinishedPromotion>> ConfirmAsync(
        List<UnfinishedPromotion> candidates,
        PromotionConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        var target = (await repository.Remote.ReadRefsAsync([], cancellationToken)).DefaultBranch;
        List<UnfinishedPromotion> confirmed = [];
        foreach (var candidate in target is null ? [] : candidates)
        {
            if (
                await provider.FindMergedPullRequestAsync(candidate.Commit, target!, cancellationToken)
                    is { IsFromFork: false } cause
                && PromotionMetadata.Parse(cause.Description)
                    is ParsedMetadata.Valid({ Type: PromotionType.Promote } metadata)
                && metadata.Policy == candidate.Policy
                && metadata.Environment == candidate.Environment
                && !await WentOnAsync(candidate, metadata.Version, target!, configuration, cancellationToken)
            )
            {
                confirmed.Add(candidate);
            }
        }

        return confirmed;
    }

    /// <summary>
    /// Whether the next pull request was there: it is open, or the version was taken back after its merge, or somebody closed it.
    /// A forge may keep its branch, and the branch of an older one.
    /// </summary>
    private async Task<bool> WentOnAsync(
        UnfinishedPromotion candidate,
        ImageVersion version,
        BranchName target,
        PromotionConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        var branch = PromotionBranch.For(candidate.Policy, candidate.Next, configuration.Flow);
        return await provider.FindNewestPullRequestAsync(branch, target, cancellationToken) is { } newest
            && (
                newest.State is PullRequestState.Open
                || (
                    PromotionMetadata.Parse(newest.Description) is ParsedMetadata.Valid(var metadata)
                    && metadata.Version.Tag == version.Tag
                    && metadata.Environment != candidate.Environment
                )
            );
    }

    // Merges of promotions name the branch or the title. It spares asking the forge for commits that people pushed.
    private static bool IsPromotion(string message, ImagePolicy policy) =>
        message.Contains("promote/", StringComparison.Ordinal)
        || message.Contains($"Promote {policy.Group}/{policy.App} version ", StringComparison.Ordinal);
}

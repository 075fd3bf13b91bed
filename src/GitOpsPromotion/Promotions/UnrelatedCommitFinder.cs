using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Finds out whether a branch may be replaced. If it changes only values of one app in one environment, another run can
/// write them again.
/// </summary>
internal sealed class UnrelatedCommitFinder(GitRepository repository, ImagePolicy policy, BaseSnapshot snapshot)
{
    private readonly SlotComparison slots = new(repository, policy);

    /// <param name="tip">The newest commit of the branch, which has been fetched.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<UnrelatedCommits?> FindAsync(CommitSha tip, CancellationToken cancellationToken)
    {
        if (await repository.FindCommitAsync(tip, cancellationToken) is not { } commit)
        {
            return null;
        }

        var bases = await repository.FindMergeBasesAsync(snapshot.Commit, tip, cancellationToken);
        UnrelatedCommits? found = null;
        foreach (var start in bases.DefaultIfEmpty(snapshot.Commit))
        {
            var others = await FindOthersAsync(start, commit.Tree, cancellationToken);
            if (others.IsEmpty)
            {
                return null;
            }

            found = new UnrelatedCommits(tip, commit.Message.Split('\n')[0].Trim(), others.ToString());
        }

        return found;
    }

    private async Task<ChangeList> FindOthersAsync(CommitSha start, string tree, CancellationToken cancellationToken)
    {
        ChangeList others = new();
        List<(EnvironmentName Environment, FileChange Change)> versions = [];
        var before = (await repository.FindCommitAsync(start, cancellationToken))!.Tree;
        await foreach (var change in repository.Files.GetChangesAsync(before, tree, cancellationToken))
        {
            if (
                FindEnvironment(change.Path) is { } environment
                && await slots.ChangesOnlySlotsAsync(change, cancellationToken)
            )
            {
                versions.Add((environment, change));
            }
            else
            {
                others.Add(change);
            }

            if (others.IsFull)
            {
                return others;
            }
        }

        // A promotion changes one environment.
        if (versions.DistinctBy(version => version.Environment).Skip(1).Any())
        {
            versions.ForEach(version => others.Add(version.Change));
        }

        return others;
    }

    private EnvironmentName? FindEnvironment(string path) =>
        snapshot.Layout.TargetsOf(policy.Group).FirstOrDefault(target => target.Contains(path))?.Environment;
}

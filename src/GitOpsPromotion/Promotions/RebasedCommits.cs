using System.Globalization;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Finds unrelated changes that a rebase merge would bring to the default branch: it applies all commits of the branch
/// except merge commits, so what a merge commit reverted would come back.
/// </summary>
internal sealed class RebasedCommits(GitRepository repository, Layout layout, PromotionMetadata metadata)
{
    private const int MaxCommits = 1000;
    private const int MaxChanges = 10_000;

    private readonly Dictionary<string, List<FileChange>> changes = new(StringComparer.Ordinal);
    private readonly ChangeList others = new();
    private int count;

    /// <param name="head">The newest commit of the branch.</param>
    /// <param name="target">The newest commit of the default branch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Verbs and paths, as part of a sentence; null if only versions of the app change.</returns>
    public async Task<string?> FindOthersAsync(CommitSha head, CommitSha target, CancellationToken cancellationToken)
    {
        var names = await repository.GetCommitsAheadAsync(target, head, MaxCommits + 1, cancellationToken);
        if (names.Count > MaxCommits)
        {
            return string.Create(CultureInfo.InvariantCulture, $"brings more than {MaxCommits} commits");
        }

        List<GitCommit> commits = [];
        foreach (var name in names)
        {
            commits.Add(
                await repository.FindCommitAsync(name, cancellationToken)
                    ?? throw new InvalidOperationException($"{name} has not been fetched.")
            );
        }

        // Without merge commits the result is the tree of the branch, which is verified as a whole.
        if (commits.TrueForAll(commit => commit.Parents.Count < 2))
        {
            return null;
        }

        foreach (var commit in commits.Where(commit => commit.Parents.Count < 2))
        {
            await AddAsync(commit, cancellationToken);
            if (count > MaxChanges)
            {
                return string.Create(CultureInfo.InvariantCulture, $"brings more than {MaxChanges} changes of files");
            }
        }

        await CheckAsync(cancellationToken);
        return others.IsEmpty ? null : others.ToString();
    }

    private async Task AddAsync(GitCommit commit, CancellationToken cancellationToken)
    {
        if (commit.Parents is not [var parent])
        {
            others.Add("brings an unrelated history");
            return;
        }

        var before =
            await repository.FindCommitAsync(parent, cancellationToken)
            ?? throw new InvalidOperationException($"{parent} has not been fetched.");
        await foreach (var change in repository.Files.GetChangesAsync(before.Tree, commit.Tree, cancellationToken))
        {
            count++;
            Add(change);
            if (count > MaxChanges)
            {
                return;
            }
        }
    }

    /// <summary>Joins a change with the earlier change that it continues, so that a commit and its revert cancel out.</summary>
    private void Add(FileChange change)
    {
        if (!changes.TryGetValue(change.Path, out var earlier))
        {
            changes[change.Path] = earlier = [];
        }

        var index = earlier.FindLastIndex(one => one.New == change.Old);
        if (index < 0)
        {
            earlier.Add(change);
        }
        else if (earlier[index].Old == change.New)
        {
            earlier.RemoveAt(index);
        }
        else
        {
            earlier[index] = earlier[index] with { New = change.New };
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var target = layout.TargetOf(metadata.Target);
        SlotComparison slots = new(repository, metadata.Policy);
        foreach (var change in changes.Values.SelectMany(ofPath => ofPath))
        {
            if (!target.Contains(change.Path) || !await slots.ChangesOnlySlotsAsync(change, cancellationToken))
            {
                others.Add(change);
            }

            if (others.IsFull)
            {
                return;
            }
        }
    }
}

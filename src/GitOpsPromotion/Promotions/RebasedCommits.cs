using System.Globalization;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Checks what a rebase merge would put onto the default branch: all commits of the branch but its merge commits. What a merge
/// commit undoes would come back.
/// </summary>
internal sealed class RebasedCommits(GitRepository repository, PromotionMetadata metadata)
{
    private const int MostCommits = 1000;
    private const int MostChanges = 10_000;

    private readonly Dictionary<string, List<FileChange>> changes = new(StringComparer.Ordinal);
    private readonly ChangeList others = new();
    private int count;

    /// <param name="head">The newest commit of the branch.</param>
    /// <param name="target">The newest commit of the default branch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Verbs and paths, as part of a sentence; null where only versions of the app change.</returns>
    public async Task<string?> FindOthersAsync(CommitSha head, CommitSha target, CancellationToken cancellationToken)
    {
        var names = await repository.GetCommitsAheadAsync(target, head, MostCommits + 1, cancellationToken);
        if (names.Count > MostCommits)
        {
            return string.Create(CultureInfo.InvariantCulture, $"brings more than {MostCommits} commits");
        }

        List<GitCommit> commits = [];
        foreach (var name in names)
        {
            commits.Add(
                await repository.FindCommitAsync(name, cancellationToken)
                    ?? throw new InvalidOperationException($"{name} has not been fetched.")
            );
        }

        // Without merge commits, the result is the tree of the branch, which is compared as a whole.
        if (commits.TrueForAll(commit => commit.Parents.Count < 2))
        {
            return null;
        }

        foreach (var commit in commits.Where(commit => commit.Parents.Count < 2))
        {
            await AddAsync(commit, cancellationToken);
            if (count > MostChanges)
            {
                return string.Create(CultureInfo.InvariantCulture, $"brings more than {MostChanges} changes of files");
            }
        }

        await CheckAsync(cancellationToken);
        return others.IsEmpty ? null : others.ToString();
    }

    private async Task AddAsync(GitCommit commit, CancellationToken cancellationToken)
    {
        if (commit.Parents is not [var parent])
        {
            others.Add("brings a history of its own");
            return;
        }

        var before =
            await repository.FindCommitAsync(parent, cancellationToken)
            ?? throw new InvalidOperationException($"{parent} has not been fetched.");
        await foreach (var change in repository.Files.GetChangesAsync(before.Tree, commit.Tree, cancellationToken))
        {
            count++;
            Add(change);
            if (count > MostChanges)
            {
                return;
            }
        }
    }

    /// <summary>Joins a change to the one that it goes on from, so that a commit and its revert cancel each other out.</summary>
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
        SlotComparison slots = new(repository, metadata.Policy);
        var folder = $"{metadata.Policy.Group}/{metadata.Environment}/";
        foreach (var change in changes.Values.SelectMany(ofPath => ofPath))
        {
            if (
                !change.Path.StartsWith(folder, StringComparison.Ordinal)
                || !await slots.ChangesOnlySlotsAsync(change, cancellationToken)
            )
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

using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Checks that a promotion's branch holds the promotion and nothing else: its tree must be the one that this tool
/// writes on the merge base with the default branch.
/// </summary>
internal sealed class BranchVerifier(
    GitRepository repository,
    PullRequest pullRequest,
    PromotionMetadata metadata,
    BaseSnapshot at
)
{
    /// <summary>Checks the head of the pull request, which has been fetched.</summary>
    /// <exception cref="PromotionException">It holds something else, or the merge would change something else.</exception>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var bases = await repository.FindMergeBasesAsync(at.Commit, pullRequest.Head, cancellationToken);
        switch (bases)
        {
            case []:
                throw PullRequestVerifier.Mismatch(
                    pullRequest,
                    $"its branch has no history in common with branch '{at.Branch}'"
                );
            case [var start]:
                var promoted = await CheckTreeAsync(
                    start,
                    await FindTreeAsync(pullRequest.Head, cancellationToken),
                    "its branch",
                    cancellationToken
                );
                // Right on top of the default branch, the merge is what the branch holds.
                if (start != at.Commit)
                {
                    await CheckMergeAsync(promoted.Scan, cancellationToken);
                }

                break;
            default:
                // After criss-cross merges no single commit is what the branch was made on. The merge tells.
                await CheckTreeAsync(
                    at.Commit,
                    await MergeAsync(cancellationToken),
                    "the merge of its branch",
                    cancellationToken
                );
                break;
        }

        await CheckCommitsAsync(bases, cancellationToken);
    }

    /// <summary>A branch of one commit is its tree. On others, merge commits may undo what a rebase merge brings back.</summary>
    private async Task CheckCommitsAsync(IReadOnlyList<CommitSha> bases, CancellationToken cancellationToken)
    {
        var parents = (await repository.FindCommitAsync(pullRequest.Head, cancellationToken))?.Parents ?? [];
        if (
            parents.Any(parent => !bases.Contains(parent))
            && await new RebasedCommits(repository, metadata).FindOthersAsync(
                pullRequest.Head,
                at.Commit,
                cancellationToken
            )
                is { } others
        )
        {
            throw Refused($"a rebase merge of its branch, which leaves out merge commits, {others}");
        }
    }

    private async Task<PromotedTree> CheckTreeAsync(
        CommitSha start,
        string tree,
        string subject,
        CancellationToken cancellationToken
    )
    {
        var promoted = await PromotedTree.ComputeAsync(repository, start, metadata, cancellationToken);
        if (promoted.Id != tree)
        {
            var differences = await new BranchDifference(repository, metadata).DescribeAsync(
                await FindTreeAsync(start, cancellationToken),
                tree,
                promoted.Scan,
                cancellationToken
            );
            throw Refused($"{subject} {differences}");
        }

        return promoted.Scan.SlotCount > 0 ? promoted : throw Refused($"{subject} has no marker of the app there");
    }

    /// <summary>
    /// Checks what the merge would change on a default branch that has moved on. git follows renames: a version could
    /// get into a file of another environment. And a marker that the default branch has got since is not set by it.
    /// </summary>
    private async Task CheckMergeAsync(EnvironmentScan changed, CancellationToken cancellationToken)
    {
        var tree = await MergeAsync(cancellationToken);
        var promoted = await PromotedTree.ComputeAsync(repository, at.Commit, metadata, cancellationToken);
        if (promoted.Id == tree)
        {
            return;
        }

        var before = await FindTreeAsync(at.Commit, cancellationToken);

        var paths = changed.Rewrites.Select(rewrite => rewrite.Path).ToHashSet(StringComparer.Ordinal);
        ChangeList others = new();
        await foreach (var change in repository.Files.GetChangesAsync(before, tree, cancellationToken))
        {
            if (!paths.Contains(change.Path) || !await IsVersionAsync(change, cancellationToken))
            {
                others.Add(change);
            }
        }

        // Where it changes nothing else, it leaves out what the default branch has got since, such as another marker.
        var differences = others.IsEmpty
            ? await new BranchDifference(repository, metadata).DescribeAsync(
                before,
                tree,
                promoted.Scan,
                cancellationToken
            )
            : others.ToString();
        throw Refused($"the merge of its branch into '{at.Branch}' {differences}");
    }

    private async Task<bool> IsVersionAsync(FileChange change, CancellationToken cancellationToken) =>
        await new SlotComparison(repository, metadata.Policy).ChangesOnlySlotsAsync(change, cancellationToken);

    private async Task<string> MergeAsync(CancellationToken cancellationToken) =>
        await repository.MergeAsync(at.Commit, pullRequest.Head, cancellationToken) switch
        {
            MergeResult.Clean(var tree) => tree,
            MergeResult.Conflict(var paths) => throw PullRequestVerifier.Conflict(pullRequest, at.Branch, paths),
            var result => throw new InvalidOperationException($"{result} is no result of a merge."),
        };

    private async Task<string> FindTreeAsync(CommitSha commit, CancellationToken cancellationToken) =>
        (await repository.FindCommitAsync(commit, cancellationToken))?.Tree
        ?? throw new InvalidOperationException($"{commit} has not been fetched.");

    private PromotionException Refused(string what) =>
        PullRequestVerifier.Mismatch(
            pullRequest,
            $"its description says version {metadata.Version.Tag} of {metadata.Policy} for environment {metadata.Environment}, but {what}",
            "Run 'gitops-promotion new' or 'gitops-promotion promote' again, which writes the branch anew. Take other changes to a "
                + "branch of their own before, or let --discard-commits replace them."
        );
}

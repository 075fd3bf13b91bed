using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Verifies that a promotion's branch has the promotion and nothing else: its tree must be the one that this tool
/// writes on the merge base with the default branch.
/// </summary>
internal sealed class BranchVerifier(
    GitRepository repository,
    PullRequest pullRequest,
    PromotionMetadata metadata,
    BaseSnapshot snapshot
)
{
    /// <summary>Verifies the head of the pull request, which has been fetched.</summary>
    /// <exception cref="PromotionException">The branch has other changes, or the merge would change something else.</exception>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var bases = await repository.FindMergeBasesAsync(snapshot.Commit, pullRequest.Head, cancellationToken);
        switch (bases)
        {
            case []:
                throw PullRequestVerifier.Mismatch(
                    pullRequest,
                    $"its branch has no history in common with branch '{snapshot.Branch}'"
                );
            case [var start]:
                var promoted = await CheckTreeAsync(
                    start,
                    await FindTreeAsync(pullRequest.Head, cancellationToken),
                    "its branch",
                    cancellationToken
                );
                // Directly on top of the default branch, the merge has the tree of the branch.
                if (start != snapshot.Commit)
                {
                    await CheckMergeAsync(promoted.Scan, cancellationToken);
                }

                break;
            default:
                // After criss-cross merges the branch has no single merge base, so the merge itself is verified.
                await CheckTreeAsync(
                    snapshot.Commit,
                    await MergeAsync(cancellationToken),
                    "the merge of its branch",
                    cancellationToken
                );
                break;
        }

        await CheckCommitsAsync(bases, cancellationToken);
    }

    /// <summary>
    /// The tree of a branch with one commit is all that it brings. On other branches, merge commits may undo what a rebase
    /// merge brings back.
    /// </summary>
    private async Task CheckCommitsAsync(IReadOnlyList<CommitSha> bases, CancellationToken cancellationToken)
    {
        var parents = (await repository.FindCommitAsync(pullRequest.Head, cancellationToken))?.Parents ?? [];
        if (
            parents.Any(parent => !bases.Contains(parent))
            && await new RebasedCommits(repository, snapshot.Layout, metadata).FindOthersAsync(
                pullRequest.Head,
                snapshot.Commit,
                cancellationToken
            )
                is { } others
        )
        {
            throw Mismatch($"a rebase merge of its branch, which leaves out merge commits, {others}");
        }
    }

    private async Task<PromotedTree> CheckTreeAsync(
        CommitSha start,
        string tree,
        string subject,
        CancellationToken cancellationToken
    )
    {
        var promoted = await PromotedTree.ComputeAsync(repository, snapshot.Layout, start, metadata, cancellationToken);
        if (promoted.Id != tree)
        {
            var differences = await new BranchDifference(repository, metadata).DescribeAsync(
                await FindTreeAsync(start, cancellationToken),
                tree,
                promoted.Scan,
                cancellationToken
            );
            throw Mismatch($"{subject} {differences}");
        }

        if (promoted.Scan.SlotCount == 0)
        {
            throw Mismatch($"{subject} has no marker of the app there");
        }

        return promoted;
    }

    /// <summary>
    /// Verifies what the merge would change on a default branch with newer commits. git follows renames: a version could
    /// get into a file of another environment. And the merge does not set a marker that was added since.
    /// </summary>
    private async Task CheckMergeAsync(EnvironmentScan changed, CancellationToken cancellationToken)
    {
        var tree = await MergeAsync(cancellationToken);
        var promoted = await PromotedTree.ComputeAsync(
            repository,
            snapshot.Layout,
            snapshot.Commit,
            metadata,
            cancellationToken
        );
        if (promoted.Id == tree)
        {
            return;
        }

        var before = await FindTreeAsync(snapshot.Commit, cancellationToken);

        var paths = changed.Rewrites.Select(rewrite => rewrite.Path).ToHashSet(StringComparer.Ordinal);
        ChangeList others = new();
        await foreach (var change in repository.Files.GetChangesAsync(before, tree, cancellationToken))
        {
            if (!paths.Contains(change.Path) || !await IsVersionAsync(change, cancellationToken))
            {
                others.Add(change);
            }
        }

        // If it changes nothing else, it leaves out what was added to the default branch since, such as another marker.
        var differences = others.IsEmpty
            ? await new BranchDifference(repository, metadata).DescribeAsync(
                before,
                tree,
                promoted.Scan,
                cancellationToken
            )
            : others.ToString();
        throw Mismatch($"the merge of its branch into '{snapshot.Branch}' {differences}");
    }

    private async Task<bool> IsVersionAsync(FileChange change, CancellationToken cancellationToken) =>
        await new SlotComparison(repository, metadata.Policy).ChangesOnlySlotsAsync(change, cancellationToken);

    private async Task<string> MergeAsync(CancellationToken cancellationToken) =>
        await repository.MergeAsync(snapshot.Commit, pullRequest.Head, cancellationToken) switch
        {
            MergeResult.Clean(var tree) => tree,
            MergeResult.Conflict(var paths) => throw PullRequestVerifier.Conflict(pullRequest, snapshot.Branch, paths),
            var result => throw new InvalidOperationException($"{result} is not a merge result."),
        };

    private async Task<string> FindTreeAsync(CommitSha commit, CancellationToken cancellationToken) =>
        (await repository.FindCommitAsync(commit, cancellationToken))?.Tree
        ?? throw new InvalidOperationException($"{commit} has not been fetched.");

    private PromotionException Mismatch(string problem) =>
        PullRequestVerifier.Mismatch(
            pullRequest,
            $"its description says version {metadata.Version.Tag} of {metadata.Policy} for environment {metadata.Environment}, but {problem}",
            "Run 'gitops-promotion new' or 'gitops-promotion promote' again to write the branch again. Before, move other changes to "
                + "a branch of their own, or add --discard-commits to replace them."
        );
}

using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Finds out what a merge puts onto the target branch. Writes objects, pushes nothing.</summary>
internal sealed class PlainGitMerge(GitRepository repository)
{
    private const int MaximumPaths = 10;

    private readonly PlainGitHandMerge handMerge = new(repository);

    /// <summary>
    /// The commit that brings the head of the pull request onto a branch whose tip is <paramref name="tip"/>: a new merge
    /// commit, or where the branch has the head already, the commit that brought it.
    /// </summary>
    /// <param name="change">
    /// What is merged. Where it can be rebuilt, a conflict, or a merge that changes nothing, is a lost race, because the
    /// caller can decide anew on the tip.
    /// </param>
    /// <param name="tip">Where it is merged.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The commit, and whether it is new; null where the change can be rebuilt and the branch has got the same change from
    /// somebody else.
    /// </returns>
    public async Task<(CommitSha Commit, bool IsNew)?> CommitAsync(
        PlainGitChange change,
        CommitSha tip,
        CancellationToken cancellationToken
    )
    {
        var (pullRequest, canRebuild) = (change.New, change.CanRebuild);
        await repository.Remote.FetchAsync([tip, pullRequest.Head], cancellationToken);
        var head = await GetCommitAsync(pullRequest.Head, cancellationToken);

        // A head right on top of the branch, the usual case, holds the merged content already.
        if (head.Parents is [var parent, ..] && parent == tip)
        {
            return (await WriteAsync(change, tip, head.Tree, cancellationToken), true);
        }

        var tree = await MergeAsync(pullRequest, head, tip, canRebuild, cancellationToken);
        if (tree == (await GetCommitAsync(tip, cancellationToken)).Tree)
        {
            if (await handMerge.FindArrivalAsync(pullRequest.Head, tip, cancellationToken) is { } arrival)
            {
                return (arrival, false);
            }

            if (canRebuild)
            {
                return null;
            }
        }

        return (await WriteAsync(change, tip, tree, cancellationToken), true);
    }

    /// <returns>The name of the merged tree.</returns>
    private async Task<string> MergeAsync(
        PullRequestDocument pullRequest,
        GitCommit head,
        CommitSha tip,
        bool canRebuild,
        CancellationToken cancellationToken
    )
    {
        // A shallow clone may lack the commit that both sides come from: this fetches what lies between.
        if (head.Parents is [var parent, ..])
        {
            await repository.GetAncestryPathAsync(parent, tip, cancellationToken);
        }

        var result = await repository.MergeAsync(tip, pullRequest.Head, cancellationToken);
        return result is MergeResult.Conflict(var paths)
            ? throw new PromotionException(
                FailureKind.Rejected,
                $"Pull request {pullRequest.Number} from {pullRequest.Source} was not merged into "
                    + $"{pullRequest.Target}: both changed {Names(paths)}."
            )
            {
                Hint =
                    $"Run 'gitops-promotion promote' on the newest commit of {pullRequest.Target}: it rebuilds the branch. "
                    + "Or merge by hand.",
                IsStale = canRebuild,
            }
            : ((MergeResult.Clean)result).Tree;
    }

    private static string Names(IReadOnlyList<string> paths) =>
        string.Join(", ", paths.Take(MaximumPaths))
        + (paths.Count > MaximumPaths ? $" and {paths.Count - MaximumPaths} more files" : "");

    private Task<CommitSha> WriteAsync(
        PlainGitChange change,
        CommitSha tip,
        string tree,
        CancellationToken cancellationToken
    )
    {
        var pullRequest = change.New;
        var message = $"Merge pull request {pullRequest.Number} from {pullRequest.Source}\n\n{pullRequest.Title}\n";
        return repository.CommitAsync(
            tree,
            [tip, pullRequest.Head],
            change.Note is { } note ? $"{message}\n{note.Message}\n" : message,
            cancellationToken
        );
    }

    private async Task<GitCommit> GetCommitAsync(CommitSha commit, CancellationToken cancellationToken) =>
        await repository.FindCommitAsync(commit, cancellationToken)
        ?? throw new PromotionException(
            FailureKind.Rejected,
            $"Nothing was merged: {commit.Abbreviated}, the tip of a branch of the remote, is not a commit."
        );
}

using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds the commits of the default branch that one run of <c>promote</c> continues.</summary>
public sealed class MergedCommits(GitRepository repository)
{
    private const int MaxSince = 1000;
    private const int MaxInPush = 100;

    /// <summary>The first-parent commits after a commit up to HEAD, oldest first; none if HEAD is that commit.</summary>
    /// <param name="since">The commit before the first one.</param>
    /// <param name="head">The commit at HEAD.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">It is not a first-parent ancestor of HEAD, or too far back.</exception>
    public async Task<IReadOnlyList<CommitSha>> FindSinceAsync(
        CommitSha since,
        CommitSha head,
        CancellationToken cancellationToken
    ) =>
        await FindAsync(since, head, MaxSince, cancellationToken)
        ?? throw new PromotionException(
            FailureKind.Configuration,
            $"Nothing was promoted: commit {since.Abbreviated} is not among the {MaxSince} first-parent commits before HEAD "
                + $"(commit {head.Abbreviated})."
        )
        {
            Hint = "Give a commit that was the tip of the default branch before the merges.",
        };

    /// <summary>The commits of a push, oldest first; only HEAD if the CI system does not name a matching commit.</summary>
    /// <param name="before">The tip of the branch before the push, from the CI system; null if it does not say.</param>
    /// <param name="head">The commit at HEAD.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<CommitSha>> FindInPushAsync(
        CommitSha? before,
        CommitSha head,
        CancellationToken cancellationToken
    ) =>
        before is not null && await FindAsync(before, head, MaxInPush, cancellationToken) is [_, ..] brought
            ? brought
            : [head];

    private async Task<IReadOnlyList<CommitSha>?> FindAsync(
        CommitSha since,
        CommitSha head,
        int max,
        CancellationToken cancellationToken
    )
    {
        List<CommitSha> line = [];
        for (var next = head; next != since; )
        {
            if (line.Count == max)
            {
                return null;
            }

            line.Add(next);
            if (await repository.FindCommitAsync(next, cancellationToken) is not { } commit)
            {
                // A shallow clone may end here.
                return await FetchAsync(since, head, max, cancellationToken);
            }

            if (commit.Parents is not [var parent, ..])
            {
                return null;
            }

            next = parent;
        }

        line.Reverse();
        return line;
    }

    private async Task<IReadOnlyList<CommitSha>?> FetchAsync(
        CommitSha since,
        CommitSha head,
        int max,
        CancellationToken cancellationToken
    )
    {
        var line = await repository.GetFirstParentsAsync(head, max + 1, cancellationToken);
        var count = line.ToList().IndexOf(since);
        return count < 0 ? null : [.. line.Take(count).Reverse()];
    }
}

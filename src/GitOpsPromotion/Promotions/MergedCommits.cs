using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds the commits of the default branch that one run of <c>promote</c> goes on with.</summary>
public sealed class MergedCommits(GitRepository repository)
{
    private const int MostSince = 1000;
    private const int MostOfPush = 100;

    /// <summary>The first-parent commits after a commit up to HEAD, oldest first; none where HEAD is that commit.</summary>
    /// <param name="since">The commit before the first one.</param>
    /// <param name="head">The commit at HEAD.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">HEAD does not descend from it by first parents, or it is too far back.</exception>
    public async Task<IReadOnlyList<CommitSha>> FindSinceAsync(
        CommitSha since,
        CommitSha head,
        CancellationToken cancellationToken
    ) =>
        await FindAsync(since, head, MostSince, cancellationToken)
        ?? throw new PromotionException(
            FailureKind.Configuration,
            $"Nothing was promoted: commit {since.Abbreviated} is not among the {MostSince} first-parent commits before HEAD "
                + $"(commit {head.Abbreviated})."
        )
        {
            Hint = "Name a commit that was at the tip of the default branch before the merges.",
        };

    /// <summary>The commits that a push brought, oldest first; HEAD alone where the event tells nothing that fits.</summary>
    /// <param name="before">Where the branch was before the push, as the CI system says; null where it says nothing.</param>
    /// <param name="head">The commit at HEAD.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<CommitSha>> FindInPushAsync(
        CommitSha? before,
        CommitSha head,
        CancellationToken cancellationToken
    ) =>
        before is not null && await FindAsync(before, head, MostOfPush, cancellationToken) is [_, ..] brought
            ? brought
            : [head];

    private async Task<IReadOnlyList<CommitSha>?> FindAsync(
        CommitSha since,
        CommitSha head,
        int most,
        CancellationToken cancellationToken
    )
    {
        List<CommitSha> line = [];
        for (var next = head; next != since; )
        {
            if (line.Count == most)
            {
                return null;
            }

            line.Add(next);
            if (await repository.FindCommitAsync(next, cancellationToken) is not { } commit)
            {
                // A shallow clone may end here.
                return await FetchAsync(since, head, most, cancellationToken);
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
        int most,
        CancellationToken cancellationToken
    )
    {
        var line = await repository.GetFirstParentsAsync(head, most + 1, cancellationToken);
        var count = line.ToList().IndexOf(since);
        return count < 0 ? null : [.. line.Take(count).Reverse()];
    }
}

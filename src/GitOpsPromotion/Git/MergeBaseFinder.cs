namespace GitOpsPromotion.Git;

/// <summary>Finds merge bases. Deepens a shallow clone as needed.</summary>
/// <remarks>Source: https://git-scm.com/docs/git-merge-base#_discussion</remarks>
internal sealed class MergeBaseFinder(
    GitProcess process,
    CommitFetcher fetcher,
    ShallowHistory shallow,
    ObjectReader objects
)
{
    private const int FirstGenerations = 50;
    private const int MaxGenerations = 1_000_000;

    /// <summary>The best common ancestors: several after criss-cross merges, none for unrelated histories.</summary>
    public async Task<IReadOnlyList<CommitSha>> FindAsync(
        CommitSha one,
        CommitSha other,
        CancellationToken cancellationToken
    )
    {
        if (one == other || await IsOnlyParentAsync(one, other, cancellationToken))
        {
            return [one];
        }

        for (var generations = FirstGenerations; ; generations *= 10)
        {
            var bases = await ListAsync(
                ["merge-base", "--all", one.Value, other.Value],
                mayFindNone: true,
                cancellationToken
            );
            if (generations > MaxGenerations || !await IsTruncatedAsync(one, other, bases, cancellationToken))
            {
                return bases;
            }

            await fetcher.DeepenAsync(generations, [one, other], cancellationToken);
        }
    }

    /// <summary>Whether <paramref name="one"/> is the only parent of <paramref name="other"/>: the usual case, which needs no git process.</summary>
    private async Task<bool> IsOnlyParentAsync(CommitSha one, CommitSha other, CancellationToken cancellationToken) =>
        (await objects.ReadAsync([other.Value], cancellationToken))[0] is { Type: "commit", Content: var content }
        && CommitObject.Parse(content).Parents is [var parent]
        && parent == one;

    /// <summary>
    /// Whether the boundary of a shallow clone lies between the commits and their merge bases: beyond it there may be better ones.
    /// </summary>
    private async Task<bool> IsTruncatedAsync(
        CommitSha one,
        CommitSha other,
        IReadOnlyList<CommitSha> bases,
        CancellationToken cancellationToken
    )
    {
        var ends = await shallow.ReadBoundaryAsync(cancellationToken);
        if (ends.Count == 0)
        {
            return false;
        }

        var since = await ListAsync(
            ["rev-list", one.Value, other.Value, .. bases.Select(found => $"^{found}")],
            mayFindNone: false,
            cancellationToken
        );
        return since.Any(ends.Contains);
    }

    private async Task<IReadOnlyList<CommitSha>> ListAsync(
        string[] arguments,
        bool mayFindNone,
        CancellationToken cancellationToken
    )
    {
        var listed = await process.RunAsync(arguments, cancellationToken);
        return listed.ExitCode == 0
                ?
                [
                    .. listed
                        .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                        .Select(line => CommitSha.Parse(line)),
                ]
            : mayFindNone && listed.ExitCode == 1 ? []
            : throw GitFailure.From("Finding the merge base of two commits failed.", listed.Error);
    }
}

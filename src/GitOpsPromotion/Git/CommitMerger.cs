namespace GitOpsPromotion.Git;

/// <summary>Merges commits in the object database.</summary>
/// <remarks>Source: https://git-scm.com/docs/git-merge-tree#_output</remarks>
internal sealed class CommitMerger(GitProcess process, CommitFetcher fetcher, ShallowHistory shallow)
{
    private const int FirstGenerations = 50;
    private const int MaxGenerations = 1_000_000;

    public async Task<MergeResult> MergeAsync(CommitSha ours, CommitSha theirs, CancellationToken cancellationToken)
    {
        var merged = await RunAsync(ours, theirs, cancellationToken);

        // In a shallow clone, the merge base may be older than its history.
        for (
            var generations = FirstGenerations;
            GitFailure.IsUnrelatedHistories(merged.Error)
                && generations < MaxGenerations
                && await shallow.FindStartAsync(cancellationToken) is not null;
            generations *= 10
        )
        {
            await fetcher.DeepenAsync(generations, [ours, theirs], cancellationToken);
            merged = await RunAsync(ours, theirs, cancellationToken);
        }

        var parts = GitPath.Decode(merged.Bytes).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return merged.ExitCode switch
        {
            0 => new MergeResult.Clean(parts[0]),
            1 => new MergeResult.Conflict(parts[1..]),
            _ => throw GitFailure.From(
                $"Merging the commits {ours.Abbreviated} and {theirs.Abbreviated} failed.",
                merged.Error
            ),
        };
    }

    private Task<GitOutput> RunAsync(CommitSha ours, CommitSha theirs, CancellationToken cancellationToken) =>
        process.RunAsync(
            ["merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", ours.Value, theirs.Value],
            cancellationToken
        );
}

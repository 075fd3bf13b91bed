namespace GitOpsPromotion.Git;

/// <summary>Finds commits that are not in the object database, without fetching them.</summary>
internal sealed class MissingCommits(GitProcess process, RemoteConfiguration remote, ObjectReader objects)
{
    public async Task<IReadOnlyList<CommitSha>> FindAsync(
        IReadOnlyCollection<CommitSha> commits,
        CancellationToken cancellationToken
    )
    {
        var distinct = commits.Distinct().ToArray();

        if (distinct.Length == 0)
        {
            return [];
        }

        if (!remote.IsPromisor)
        {
            var present = await objects.ExistAsync([.. distinct.Select(commit => commit.Value)], cancellationToken);
            return [.. distinct.Where((_, index) => !present[index])];
        }

        // In a partial clone, reading a missing commit fetches it with all of its history.
        var listed = await process.RunAsync(
            ["rev-list", "--no-walk", "--ignore-missing", "--missing=print", "--stdin"],
            string.Concat(distinct.Select(commit => $"{commit}\n")),
            cancellationToken
        );
        return [.. distinct.ExceptBy(listed.Text.Split('\n'), commit => commit.Value, StringComparer.Ordinal)];
    }
}

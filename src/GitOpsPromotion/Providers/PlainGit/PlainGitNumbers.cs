using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>The numbers of pull requests: one more than the newest.</summary>
internal sealed class PlainGitNumbers(GitRepository repository)
{
    private readonly PlainGitStore store = new(repository);

    /// <param name="snapshot">Has <see cref="PlainGitRefs.AllLast"/> among its refs.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<int> GetNextAsync(PlainGitSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (snapshot.Refs.Commits.Keys.Where(PlainGitRefs.IsLast).ToList() is { Count: > 0 } last)
        {
            return last.Max(PlainGitRefs.NumberOf) + 1;
        }

        // The first pull request of the repository, or somebody deleted the ref that counts.
        var merged = await store.ReadRefsAsync([PlainGitRefs.AllMerged], cancellationToken);
        var open = await store.ReadAsync([PlainGitRefs.AllOpen], cancellationToken);
        return merged
                .Commits.Keys.Select(PlainGitRefs.NumberOf)
                .Concat(open.OpenPullRequests.Select(document => document.Number))
                .Append(0)
                .Max() + 1;
    }
}

using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Finds the merged pull request that a commit came from.</summary>
/// <remarks>
/// Source: https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit
/// </remarks>
internal sealed class GitHubOrigins(GitHubClient client, TimeProvider time)
{
    // GitHub knows it some seconds after the merge.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(3),
        TimeSpan.FromSeconds(4),
    ];

    /// <summary>The pull request into <paramref name="target"/>, or null where the commit came another way.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="target">The branch.</param>
    /// <param name="orElsewhere">Whether the one into another branch is returned where there is none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<PullRequest?> FindAsync(
        CommitSha commit,
        BranchName target,
        bool orElsewhere,
        CancellationToken cancellationToken
    )
    {
        var request = client.Request(
            HttpMethod.Get,
            $"commits/{commit}/pulls?per_page=100",
            $"The pull request that commit {commit.Abbreviated} came from was not looked up"
        );
        PullRequest? elsewhere = null;
        foreach (var pause in Pauses.Append(TimeSpan.Zero))
        {
            var known = MergedBy(
                await client.ReadAllAsync(request, GitHubJson.Default.PullRequestDocumentArray, cancellationToken),
                commit
            );
            if (known.Find(merged => merged.TargetBranch == target) is { } found)
            {
                return found;
            }

            elsewhere = known.FirstOrDefault();
            await time.WaitAsync(new Wait.ForForge(request.What), pause, until: null, cancellationToken);
        }

        return orElsewhere ? elsewhere : null;
    }

    private static List<PullRequest> MergedBy(IReadOnlyList<PullRequestDocument> known, CommitSha commit) =>
        [
            .. known
                .Where(document => document.IsMerged)
                .Select(document => document.ToPullRequest()?.Value)
                .OfType<PullRequest>()
                // Its own merge commit before others that it brought; newer versions of the API name none.
                .OrderByDescending(merged => merged.MergeCommit == commit)
                .Select(merged => merged with { MergeCommit = merged.MergeCommit ?? commit }),
        ];
}

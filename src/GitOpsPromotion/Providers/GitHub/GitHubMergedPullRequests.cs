using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Finds the merged pull request that a commit came from.</summary>
/// <remarks>
/// Source: https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit
/// </remarks>
internal sealed class GitHubMergedPullRequests(GitHubClient client, TimeProvider time)
{
    /// <summary>The pull request into <paramref name="target"/>, or null where the commit came from none.</summary>
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
        Backoff backoff = new(time, WaitLimits.MergedPullRequest);
        while (true)
        {
            var known = MergedBy(
                await client.ReadAllAsync(request, GitHubJson.Default.PullRequestDocumentArray, cancellationToken),
                commit
            );
            if (known.Find(merged => merged.TargetBranch == target) is { } found)
            {
                return found;
            }

            // GitHub knows it some seconds after the merge.
            if (!await backoff.TryPauseAsync(new Wait.ForForge(request.What), cancellationToken))
            {
                return orElsewhere ? known.FirstOrDefault() : null;
            }
        }
    }

    private static List<PullRequest> MergedBy(IReadOnlyList<PullRequestDocument> known, CommitSha commit) =>
        [
            .. known
                .Where(document => document.IsMerged)
                .Select(document => document.ToPullRequest()?.Value)
                .OfType<PullRequest>()
                // Its merge commit first; newer versions of the API leave it out.
                .OrderByDescending(merged => merged.MergeCommit == commit)
                .Select(merged => merged with { MergeCommit = merged.MergeCommit ?? commit }),
        ];
}

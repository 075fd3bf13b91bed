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
    public async Task<PullRequest?> FindAsync(CommitSha commit, BranchName target, CancellationToken cancellationToken)
    {
        var request = client.Request(
            HttpMethod.Get,
            $"commits/{commit}/pulls?per_page=100",
            $"The pull request that commit {commit.Abbreviated} came from was not looked up"
        );
        foreach (var pause in Pauses.Append(TimeSpan.Zero))
        {
            var known = await client.ReadAllAsync(
                request,
                GitHubJson.Default.PullRequestDocumentArray,
                cancellationToken
            );
            if (Choose(known, commit, target) is { } found)
            {
                return found;
            }

            await time.WaitAsync(new Wait.ForForge(request.What), pause, until: null, cancellationToken);
        }

        return null;
    }

    private static PullRequest? Choose(IReadOnlyList<PullRequestDocument> known, CommitSha commit, BranchName target) =>
        known
            .Where(document => document.IsMerged)
            .Select(document => document.ToPullRequest()?.Value)
            .OfType<PullRequest>()
            .Where(merged => merged.Target == target)
            // Its own merge commit before others that it brought; newer versions of the API name none.
            .OrderByDescending(merged => merged.MergeCommit == commit)
            .Select(merged => merged with { MergeCommit = merged.MergeCommit ?? commit })
            .FirstOrDefault();
}

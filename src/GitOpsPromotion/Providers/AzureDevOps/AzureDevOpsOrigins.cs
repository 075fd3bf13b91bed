using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Finds the merged pull request that a commit came from.</summary>
/// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-query/get</remarks>
internal sealed class AzureDevOpsOrigins(AzureDevOpsClient client, AzureDevOpsPullRequests pullRequests)
{
    private const int MaxCandidates = 10;

    // A commit may be seen a moment before it is known what brought it.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(3),
    ];

    public async Task<PullRequest?> FindAsync(CommitSha commit, BranchName target, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            foreach (var number in await FindCandidatesAsync(commit, target, cancellationToken))
            {
                var whole = await pullRequests.GetAsync(number, cancellationToken);
                if (whole.IsMerged && whole.IsInto(target) && whole.ToPullRequest(client.Address) is { } found)
                {
                    return found;
                }
            }

            if (attempt == Pauses.Length)
            {
                return null;
            }

            await client.Time.WaitAsync(
                new Wait.ForForge($"The pull request that commit {commit.Abbreviated} came from was not found"),
                Pauses[attempt],
                until: null,
                cancellationToken
            );
        }
    }

    /// <summary>First whose merge made the commit, then who brought it, the newest first. The answer shows little of each.</summary>
    private async Task<IEnumerable<int>> FindCandidatesAsync(
        CommitSha commit,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var request = (
            client.Request(
                HttpMethod.Post,
                "pullrequestquery",
                $"The pull request that commit {commit.Abbreviated} came from was not looked for"
            ) with
            {
                IsRepeatable = true,
            }
        ).With(
            new([new("lastMergeCommit", [commit.Value]), new("commit", [commit.Value])]),
            AzureDevOpsJson.Default.PullRequestQuery
        );
        var answer = await client.ReadAsync(request, AzureDevOpsJson.Default.PullRequestQuery, cancellationToken);
        return (answer.Results ?? [])
            .SelectMany(result =>
                (result?.Values ?? Enumerable.Empty<AzureDevOpsPullRequest?[]?>())
                    .SelectMany(found => found ?? [])
                    .OfType<AzureDevOpsPullRequest>()
                    .Where(found => found is { Status: null or "completed" })
                    .Where(found => found.TargetRefName is null || found.IsInto(target))
                    .Select(found => found.PullRequestId)
                    .OfType<int>()
                    .OrderDescending()
            )
            .Distinct()
            .Take(MaxCandidates);
    }
}

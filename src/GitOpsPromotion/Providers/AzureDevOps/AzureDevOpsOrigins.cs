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
        for (var attempt = 0; ; attempt++)
        {
            var isLast = attempt == Pauses.Length;
            var into = orElsewhere && isLast ? null : target;
            List<(PullRequest PullRequest, bool IsIntoTarget)> merged = [];
            foreach (var number in await FindCandidatesAsync(commit, into, cancellationToken))
            {
                var whole = await pullRequests.GetAsync(number, cancellationToken);
                if (whole.IsMerged && whole.ToPullRequest(client.Address) is { } found)
                {
                    merged.Add((found, whole.IsInto(target)));
                }

                if (merged is [.., { IsIntoTarget: true } one])
                {
                    return one.PullRequest;
                }
            }

            if (isLast)
            {
                return into is null ? merged.FirstOrDefault().PullRequest : null;
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
        BranchName? into,
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
                    .Where(found => into is null || found.TargetRefName is null || found.IsInto(into))
                    .Select(found => found.PullRequestId)
                    .OfType<int>()
                    .OrderDescending()
            )
            .Distinct()
            .Take(MaxCandidates);
    }
}

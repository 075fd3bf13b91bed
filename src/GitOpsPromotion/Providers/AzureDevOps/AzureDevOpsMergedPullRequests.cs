using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Finds the merged pull request that a commit came from.</summary>
/// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-query/get</remarks>
internal sealed class AzureDevOpsMergedPullRequests(AzureDevOpsClient client, AzureDevOpsPullRequests pullRequests)
{
    private const int MaxCandidates = 10;

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
        Wait wait = new Wait.ForForge($"The pull request that commit {commit.Abbreviated} came from was not found");
        Backoff backoff = new(client.Time, WaitLimits.MergedPullRequest);
        while (true)
        {
            var candidates = await FindCandidatesAsync(commit, cancellationToken);
            var mayBeInto = candidates.Where(found => found.TargetRefName is null || found.IsInto(target)).ToList();
            if (await FindAsync(mayBeInto, merged => merged.IsInto(target), cancellationToken) is { } found)
            {
                return found;
            }

            // The commit may show a moment before its pull request does.
            if (!await backoff.TryPauseAsync(wait, cancellationToken))
            {
                return orElsewhere ? await FindAsync(candidates, _ => true, cancellationToken) : null;
            }
        }
    }

    private async Task<PullRequest?> FindAsync(
        IEnumerable<AzureDevOpsPullRequest> candidates,
        Predicate<AzureDevOpsPullRequest> isMeant,
        CancellationToken cancellationToken
    )
    {
        foreach (var number in candidates.Select(candidate => candidate.Number).Distinct().Take(MaxCandidates))
        {
            var whole = await pullRequests.GetAsync(number, cancellationToken);
            if (whole.IsMerged && isMeant(whole) && whole.ToPullRequest(client.Address) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>First the one whose merge commit it is, then those that contain it, the newest first. The answer has few fields of each.</summary>
    private async Task<IReadOnlyList<AzureDevOpsPullRequest>> FindCandidatesAsync(
        CommitSha commit,
        CancellationToken cancellationToken
    )
    {
        var request = (
            client.Request(
                HttpMethod.Post,
                "pullrequestquery",
                $"The pull request that commit {commit.Abbreviated} came from was not read"
            ) with
            {
                IsRepeatable = true,
            }
        ).With(
            new([new("lastMergeCommit", [commit.Value]), new("commit", [commit.Value])]),
            AzureDevOpsJson.Default.PullRequestQuery
        );
        var answer = await client.ReadAsync(request, AzureDevOpsJson.Default.PullRequestQuery, cancellationToken);
        return
        [
            .. (answer.Results ?? []).SelectMany(result =>
                (result?.Values ?? Enumerable.Empty<AzureDevOpsPullRequest?[]?>())
                    .SelectMany(found => found ?? [])
                    .OfType<AzureDevOpsPullRequest>()
                    .Where(found => found is { Status: null or "completed", PullRequestId: not null })
                    .OrderByDescending(found => found.Number)
            ),
        ];
    }
}

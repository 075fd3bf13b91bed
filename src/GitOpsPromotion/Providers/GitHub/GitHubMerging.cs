using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Merges a pull request, and says what stands in the way.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request</remarks>
internal sealed class GitHubMerging(
    GitHubClient client,
    GitHubPullRequests pullRequests,
    GitHubBranches branches,
    GitHubRules rules,
    TimeProvider time
)
{
    private const int MaxAttempts = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.5);

    private readonly GitHubMergeNotes notes = new(pullRequests);

    /// <summary>
    /// Merges where the rules of the target branch are met. GitHub itself merges past them for a token that may bypass
    /// them, such as an administrator's, and asks nobody.
    /// </summary>
    public async Task<PullRequest> MergeByRulesAsync(
        PullRequest pullRequest,
        MergeNote? note,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var prospect = await branches.ReadAsync(
                pullRequest.SourceBranch,
                pullRequest.TargetBranch,
                What(pullRequest),
                cancellationToken
            );
            if (prospect.MergeMethods is not [var method, ..])
            {
                throw GitHubFailures.NoMethod(pullRequest, client.Address);
            }

            // What is not among the open ones may have been merged, or GitHub is behind.
            var now =
                prospect.Open is { } open && open.Value.Number == pullRequest.Number
                    ? open
                    : await pullRequests.GetAsync(pullRequest.Number, What(pullRequest), cancellationToken);
            switch (now.Value.State)
            {
                case PullRequestState.Merged:
                    return await pullRequests.CompleteAsync(
                        now,
                        pullRequest.Head,
                        What(pullRequest),
                        cancellationToken
                    );
                case PullRequestState.Closed:
                    throw GitHubFailures.NotOpen(now.Value);
                default:
                    break;
            }

            if (now.IsReady && now.Value.Head == pullRequest.Head && !prospect.UsesMergeQueue)
            {
                if (await rules.FindObstacleAsync(now, What(pullRequest), cancellationToken) is { } obstacle)
                {
                    throw GitHubFailures.Blocked(pullRequest, obstacle);
                }

                var message = await notes.WriteAsync(now, method, note, cancellationToken);
                return await MergeAsync(pullRequest, method, message, conflictIsStale: false, cancellationToken);
            }

            if (!await branches.IsAtAsync(pullRequest.SourceBranch, pullRequest.Head, cancellationToken))
            {
                return await FindMergedAsync(pullRequest, cancellationToken)
                    ?? throw GitHubFailures.Moved(pullRequest.SourceBranch, pullRequest.Head);
            }

            if (now.Value.Head == pullRequest.Head && !now.IsBeingJudged)
            {
                await notes.DescribeAsync(now, prospect.UsesMergeQueue ? note : null, cancellationToken);
                throw prospect.UsesMergeQueue ? GitHubFailures.MergeQueue(pullRequest)
                : now.Conflicts ? GitHubFailures.Conflict(pullRequest, isStale: false)
                : now.IsDraft ? GitHubFailures.Draft(pullRequest)
                : now.IsBehind ? GitHubFailures.Behind(pullRequest)
                : GitHubFailures.RuleNotMet(pullRequest, prospect.RequiredChecks.Distinct(StringComparer.Ordinal));
            }

            if (attempt == MaxAttempts)
            {
                throw GitHubFailures.StillJudged(pullRequest);
            }

            await time.WaitAsync(new Wait.ForForge(What(pullRequest)), Pause, until: null, cancellationToken);
        }
    }

    /// <summary>Merges that head and no other. Returns it as merged, also where it was merged already.</summary>
    /// <param name="pullRequest">The pull request; its head is what may be merged.</param>
    /// <param name="method"><c>MERGE</c>, <c>SQUASH</c> or <c>REBASE</c>.</param>
    /// <param name="message">What follows the title in the message of the merge; null for GitHub's own.</param>
    /// <param name="conflictIsStale">Whether the caller can make the branch anew where it conflicts.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<PullRequest> MergeAsync(
        PullRequest pullRequest,
        string method,
        string? message,
        bool conflictIsStale,
        CancellationToken cancellationToken
    )
    {
        var what = What(pullRequest);
        // Sent twice it merges once: the second time it is refused, and then looked at.
        var request = client
            .Request(HttpMethod.Put, $"{GitHubPullRequests.Path(pullRequest.Number)}/merge", what)
            .With(
                new MergeRequest(pullRequest.Head.Value, method.ToLowerInvariant(), message),
                GitHubJson.Default.MergeRequest
            ) with
        {
            IsRepeatable = true,
        };

        for (var attempt = 1; ; attempt++)
        {
            var response = await client.SendAsync(request, cancellationToken);
            if (
                response.IsSuccess
                && CommitSha.TryParse(response.Read(GitHubJson.Default.MergeAnswer).Sha, out var commit)
            )
            {
                return pullRequest with { State = PullRequestState.Merged, AutoMerge = false, MergeCommit = commit };
            }

            if (!response.IsSuccess && (int)response.Status is not (404 or 405 or 409 or 422))
            {
                throw client.Errors.From(response);
            }

            // The branch first: where another job's merge has deleted it, the pull request says so.
            var isAtHead = await branches.IsAtAsync(pullRequest.SourceBranch, pullRequest.Head, cancellationToken);
            var now = await pullRequests.GetAsync(pullRequest.Number, what, cancellationToken);
            if (now.Value.State is PullRequestState.Merged)
            {
                return await pullRequests.CompleteAsync(now, pullRequest.Head, what, cancellationToken);
            }

            if (now.Conflicts && now.Value.Head == pullRequest.Head)
            {
                throw GitHubFailures.Conflict(now.Value, conflictIsStale);
            }

            if (now.Value.State is PullRequestState.Open && !isAtHead)
            {
                throw GitHubFailures.Moved(pullRequest.SourceBranch, pullRequest.Head);
            }

            ThrowUnlessPassing(response, pullRequest, now, attempt == MaxAttempts);
            await time.WaitAsync(new Wait.ForForge(What(pullRequest)), Pause, until: null, cancellationToken);
        }
    }

    private static string What(PullRequest pullRequest) => $"Pull request {pullRequest.Number} was not merged";

    private async Task<PullRequest?> FindMergedAsync(PullRequest pullRequest, CancellationToken cancellationToken)
    {
        var what = What(pullRequest);
        var now = await pullRequests.GetAsync(pullRequest.Number, what, cancellationToken);
        return now.Value.State is PullRequestState.Merged
            ? await pullRequests.CompleteAsync(now, pullRequest.Head, what, cancellationToken)
            : null;
    }

    /// <summary>Throws what stands in the way, unless it may pass by itself.</summary>
    private void ThrowUnlessPassing(ApiResponse response, PullRequest pullRequest, GitHubPullRequest now, bool isLast)
    {
        if (now.Value.State is not PullRequestState.Open)
        {
            throw GitHubFailures.NotOpen(now.Value);
        }

        // Looks that GitHub has not caught up with the push yet, or is still judging.
        var refusal = GitHubWords.RefusalOf(response);
        var isPassing = refusal is GitHubRefusal.NotNow || now.Value.Head != pullRequest.Head || now.IsBeingJudged;
        if (isPassing && !isLast)
        {
            return;
        }

        throw refusal switch
        {
            GitHubRefusal.MethodNotAllowed => GitHubFailures.NoMethod(now.Value, client.Address),
            GitHubRefusal.MergeQueue => GitHubFailures.MergeQueue(now.Value),
            GitHubRefusal.Draft => GitHubFailures.Draft(now.Value),
            _ when (int)response.Status is 405 => GitHubFailures.Blocked(now.Value, GitHubWords.Of(response)),
            _ => client.Errors.From(response),
        };
    }
}

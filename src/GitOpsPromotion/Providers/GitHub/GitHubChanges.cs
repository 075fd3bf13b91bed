using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.Http;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Creates, changes and merges pull requests.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/pulls/pulls</remarks>
internal sealed class GitHubChanges(GitHubClient client)
{
    private readonly GitHubPullRequests pullRequests = new(client);

    public async Task<StepResult> CreateAsync(
        PullRequestGoal.Open goal,
        GitHubObservation now,
        ForgeTraits traits,
        CancellationToken cancellationToken
    )
    {
        var desired = goal.Desired;
        NewPullRequest document = new(
            goal.SourceBranch.Value,
            goal.TargetBranch.Value,
            DesiredText.TitleOf(desired, traits),
            DesiredText.DescriptionOf(desired, traits)
        );
        var response = await client.SendAsync(
            client
                .Request(HttpMethod.Post, "pulls", goal.NotReached(number: null))
                .With(document, GitHubJson.Default.NewPullRequest),
            cancellationToken
        );
        if (response.IsSuccess)
        {
            return new StepResult.Done(now.With(pullRequests.Read(response)));
        }

        return
            GitHubErrorText.ReasonOf(response)
                is RefusalReason.AlreadyOpen
                    or RefusalReason.NothingToMerge
                    or RefusalReason.BranchNotFound
            ? Refused(response, client.Errors.From(response))
            : throw client.Errors.From(response);
    }

    public async Task<StepResult> SetTextAsync(
        PullRequestText text,
        PullRequestGoal goal,
        GitHubObservation now,
        CancellationToken cancellationToken
    )
    {
        var number = now.PullRequest!.Number;
        var response = await client.TrySendAsync(
            client
                .Request(HttpMethod.Patch, GitHubPullRequests.Path(number), goal.NotReached(number))
                .With(new PullRequestChange(text.Title, text.Description), GitHubJson.Default.PullRequestChange),
            cancellationToken
        );
        return response is null
            ? new StepResult.Postponed()
            : new StepResult.Done(now.With(pullRequests.Read(response)), new PullRequestStep.Update(text));
    }

    /// <remarks>Source: https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request</remarks>
    public async Task<StepResult> MergeAsync(
        MergeMethod method,
        PullRequestGoal goal,
        GitHubObservation now,
        CancellationToken cancellationToken
    )
    {
        var pullRequest = now.PullRequest!;
        var message =
            (goal as PullRequestGoal.Merge)?.Note is not { } note ? null
            : method is MergeMethod.Merge ? $"{pullRequest.Title}\n\n{note.Message}"
            : method is MergeMethod.Squash ? note.Message
            : null;
        MergeRequest document = new(goal.Head.Value, RepositoryNode.NameOf(method).ToLowerInvariant(), message);
        // Sent twice it merges once: the second request is refused, and the pull request read again.
        var request = client
            .Request(
                HttpMethod.Put,
                $"{GitHubPullRequests.Path(pullRequest.Number)}/merge",
                $"Pull request {pullRequest.Number} was not merged"
            )
            .With(document, GitHubJson.Default.MergeRequest) with
        {
            IsRepeatable = true,
        };
        var response = await client.SendAsync(request, cancellationToken);
        if (response.IsSuccess)
        {
            return CommitSha.TryParse(response.Read(GitHubJson.Default.MergeAnswer).Sha, out var commit)
                ? new StepResult.Done(
                    now with
                    {
                        PullRequest = pullRequest with
                        {
                            Head = goal.Head,
                            State = PullRequestState.Merged,
                            AutoMerge = false,
                            MergeCommit = commit,
                        },
                    }
                )
                : throw ApiFailures.NotUnderstood(response, cause: null);
        }

        return (int)response.Status switch
        {
            405 => Refused(
                response,
                new PromotionException(FailureKind.Rejected, $"{request.What}: {GitHubErrorText.Of(response)}.")
                {
                    Hint = "Its page shows what is missing: checks, reviews or permissions.",
                }
            ),
            404 or 409 or 422 => Refused(response, client.Errors.From(response)),
            _ => throw client.Errors.From(response),
        };
    }

    private static StepResult.Refused Refused(ApiResponse response, PromotionException failure) =>
        new(GitHubErrorText.ReasonOf(response), GitHubErrorText.Of(response), failure);
}

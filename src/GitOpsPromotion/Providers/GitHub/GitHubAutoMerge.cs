using GitOpsPromotion.Providers.Http;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Enables and disables auto-merge; only GraphQL can.</summary>
/// <remarks>
/// Source: https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/automatically-merging-a-pull-request
/// </remarks>
internal sealed class GitHubAutoMerge(GitHubClient client)
{
    public async Task<StepResult> EnableAsync(
        MergeMethod method,
        PullRequestGoal goal,
        GitHubObservation now,
        CancellationToken cancellationToken
    )
    {
        var (response, answer) = await client.QueryAsync(
            GitHubQueries.EnableAutoMerge,
            new(StringComparer.Ordinal)
            {
                ["pullRequest"] = now.NodeId!,
                ["method"] = RepositoryNode.NameOf(method),
                ["head"] = goal.Head.Value,
            },
            goal.NotReached(now.PullRequest!.Number),
            GitHubGraphQlJson.Default.GraphQlAnswerAutoMergeData,
            cancellationToken
        );
        if (PullRequestOf(answer) is { Value: { AutoMerge: true } or { State: PullRequestState.Merged } } changed)
        {
            return new StepResult.Done(now.With(changed));
        }

        if (answer.Errors is not { Length: > 0 } errors)
        {
            throw ApiFailures.NotUnderstood(response, cause: null);
        }

        var text = GitHubErrorText.Of(response, errors);
        var reason = GitHubErrorText.ReasonOf(text);
        return reason is RefusalReason.Other && !GitHubErrorText.IsRefusal(errors)
            ? throw client.Errors.From(response, errors)
            : new StepResult.Refused(reason, text, client.Errors.From(response, errors));
    }

    public async Task<StepResult> DisableAsync(
        PullRequestGoal goal,
        GitHubObservation now,
        CancellationToken cancellationToken
    )
    {
        var (response, answer) = await client.QueryAsync(
            GitHubQueries.DisableAutoMerge,
            new(StringComparer.Ordinal) { ["pullRequest"] = now.NodeId! },
            goal.NotReached(now.PullRequest!.Number),
            GitHubGraphQlJson.Default.GraphQlAnswerAutoMergeData,
            cancellationToken
        );
        if (PullRequestOf(answer) is { } changed)
        {
            return new StepResult.Done(now.With(changed));
        }

        // It may be off already, or merged: that shows when it is read again.
        var errors = answer.Errors ?? [];
        return new StepResult.Refused(
            errors.Length == 0 || GitHubErrorText.IsRefusal(errors) ? RefusalReason.Other : RefusalReason.Error,
            GitHubErrorText.Of(response, errors),
            client.Errors.From(response, errors)
        );
    }

    private static GitHubPullRequest? PullRequestOf(GraphQlAnswer<AutoMergeData> answer) =>
        answer.Data?.Change?.PullRequest?.ToPullRequest();
}

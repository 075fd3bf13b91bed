using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Switches auto-merge on and off: for that there is only GraphQL.</summary>
/// <remarks>
/// Source: https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/automatically-merging-a-pull-request
/// </remarks>
internal sealed class GitHubAutoMerge(GitHubClient client, GitHubPullRequests pullRequests)
{
    /// <summary>One attempt to switch it on for that head and no other.</summary>
    public async Task<AutoMergeOutcome> TryEnableAsync(
        GitHubPullRequest open,
        string method,
        CancellationToken cancellationToken
    )
    {
        var (response, answer) = await client.AskAsync(
            GitHubQueries.EnableAutoMerge,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["pullRequest"] = open.Id,
                ["method"] = method,
                ["head"] = open.Value.Head.Value,
            },
            $"Pull request {open.Value.Number} is open, but auto-merge was not switched on",
            GitHubGraphQlJson.Default.GraphQlAnswerAutoMergeData,
            cancellationToken
        );
        if (Changed(answer) is { AutoMerge: true } or { State: PullRequestState.Merged })
        {
            return new AutoMergeOutcome.Enabled(Changed(answer)!);
        }

        if (answer.Errors is not { Length: > 0 } errors)
        {
            throw ApiFailures.NotUnderstood(response, cause: null);
        }

        var words = GitHubWords.Of(response, errors);
        var refusal = GitHubWords.RefusalOf(words);
        return refusal is GitHubRefusal.Other && !GitHubWords.IsRefusal(errors)
            ? throw client.Errors.From(response, errors)
            : new AutoMergeOutcome.Refused(refusal, words);
    }

    /// <summary>Switches it off where it is on. Returns the pull request as it is after that.</summary>
    public async Task<PullRequest> DisableAsync(GitHubPullRequest open, CancellationToken cancellationToken)
    {
        if (open.IsQueued)
        {
            throw GitHubFailures.Queued(open.Value);
        }

        var what = $"Pull request {open.Value.Number} may still merge by itself: auto-merge was not switched off";
        var (response, answer) = await client.AskAsync(
            GitHubQueries.DisableAutoMerge,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["pullRequest"] = open.Id },
            what,
            GitHubGraphQlJson.Default.GraphQlAnswerAutoMergeData,
            cancellationToken
        );
        // A refusal may mean that it is off already, or that the pull request has merged.
        var now = Changed(answer) ?? (await pullRequests.GetAsync(open.Value.Number, what, cancellationToken)).Value;
        return now switch
        {
            { State: not PullRequestState.Open } => throw GitHubFailures.NotOpen(now),
            { AutoMerge: false } => now,
            _ when answer.Errors is { Length: > 0 } errors && !GitHubWords.IsRefusal(errors) =>
                throw client.Errors.From(response, errors),
            _ => throw GitHubFailures.NotDisabled(now, GitHubWords.Of(response, answer.Errors ?? [])),
        };
    }

    private static PullRequest? Changed(GraphQlAnswer<AutoMergeData> answer) =>
        answer.Data?.Change?.PullRequest?.ToPullRequest()?.Value;
}

/// <summary>How an attempt to switch auto-merge on ended.</summary>
internal abstract record AutoMergeOutcome
{
    private AutoMergeOutcome() { }

    /// <summary>It is on, or has merged already.</summary>
    public sealed record Enabled(PullRequest PullRequest) : AutoMergeOutcome;

    /// <summary>It is not on.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Words">What GitHub says, as it may be shown.</param>
    public sealed record Refused(GitHubRefusal Reason, string Words) : AutoMergeOutcome;
}

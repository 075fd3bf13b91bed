using GitOpsPromotion.Providers.Http;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Creates, changes and completes pull requests.</summary>
internal sealed class AzureDevOpsChanges(AzureDevOpsClient client)
{
    /// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/create</remarks>
    public async Task<StepResult> CreateAsync(
        PullRequestGoal.Open goal,
        AzureDevOpsObservation now,
        ForgeTraits traits,
        CancellationToken cancellationToken
    )
    {
        NewPullRequest document = new(
            goal.SourceBranch.Ref,
            goal.TargetBranch.Ref,
            DesiredText.TitleOf(goal.Desired, traits),
            DesiredText.DescriptionOf(goal.Desired, traits)
        );
        var response = await client.SendAsync(
            client
                .Request(HttpMethod.Post, "pullrequests?supportsIterations=true", goal.NotReached(number: null))
                .With(document, AzureDevOpsJson.Default.NewPullRequest),
            cancellationToken
        );
        return ResultOf(response, now, RefusalReason.AlreadyOpen, RefusalReason.BranchNotFound);
    }

    /// <remarks>
    /// Sources: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/update,
    /// https://learn.microsoft.com/en-us/azure/devops/repos/git/complete-pull-requests
    /// </remarks>
    public async Task<StepResult> UpdateAsync(
        PullRequestStep.Update update,
        PullRequestGoal goal,
        AzureDevOpsObservation now,
        CancellationToken cancellationToken
    )
    {
        PullRequestChange change = new() { Title = update.Text?.Title, Description = update.Text?.Description };
        if (update is { AutoMerge: true, Method: { } method })
        {
            change = change with
            {
                AutoCompleteSetBy = await client.GetIdentityAsync(cancellationToken),
                CompletionOptions = CompletionOptions.For(
                    BranchPolicies.StrategyOf(method),
                    now.Policies!.Optional(
                        withChecks: goal is PullRequestGoal.Open { Desired.MergeMode: MergeMode.Immediately }
                    )
                ),
            };
        }
        else if (update is { AutoMerge: false })
        {
            // Always with the text: another run may have enabled it for its own text just now.
            change = change with
            {
                AutoCompleteSetBy = AzureDevOpsIdentity.Nobody,
            };
        }

        var number = now.PullRequest!.Number;
        var response = await client.TrySendAsync(
            client
                .Request(HttpMethod.Patch, AzureDevOpsPullRequests.PathOf(number), goal.NotReached(number))
                .With(change, AzureDevOpsJson.Default.PullRequestChange),
            cancellationToken
        );
        return response is null ? new StepResult.Postponed() : ResultOf(response, now, RefusalReason.NotOpen);
    }

    /// <summary>Asks the server to complete the pull request, which it does a little later.</summary>
    /// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/update</remarks>
    public async Task<StepResult> MergeAsync(
        MergeMethod method,
        PullRequestGoal goal,
        AzureDevOpsObservation now,
        CancellationToken cancellationToken
    )
    {
        var pullRequest = now.PullRequest!;
        var note = (goal as PullRequestGoal.Merge)?.Note;
        PullRequestChange completion = new()
        {
            Status = "completed",
            LastMergeSourceCommit = new(goal.Head.Value),
            CompletionOptions = CompletionOptions.For(BranchPolicies.StrategyOf(method), ignored: []) with
            {
                MergeCommitMessage =
                    note is null || method is MergeMethod.Rebase
                        ? null
                        : $"Merged PR {pullRequest.Number}: {pullRequest.Title}\n\n{note.Message}",
            },
        };
        var request = client.Request(
            HttpMethod.Patch,
            AzureDevOpsPullRequests.PathOf(pullRequest.Number),
            FormattableString.Invariant($"Pull request {pullRequest.Number} was not merged")
        ) with
        {
            // It names the head commit, so that it has no effect the second time.
            IsRepeatable = true,
        };
        var response = await client.SendAsync(
            request.With(completion, AzureDevOpsJson.Default.PullRequestChange),
            cancellationToken
        );
        return ResultOf(response, now, RefusalReason.RuleNotMet, RefusalReason.NotOpen, RefusalReason.NotReady);
    }

    private StepResult ResultOf(
        ApiResponse response,
        AzureDevOpsObservation now,
        params ReadOnlySpan<RefusalReason> expected
    )
    {
        if (response.IsSuccess)
        {
            var document = response.Read(AzureDevOpsJson.Default.AzureDevOpsPullRequest);
            return new StepResult.Done(now.With(document, client));
        }

        var failure = client.Errors.From(response);
        return
            AzureDevOpsErrors.RefusalOf(response) is { } refusal
            && ReasonOf(refusal) is { } reason
            && expected.Contains(reason)
            ? new StepResult.Refused(reason, AzureDevOpsErrors.TextOf(response), failure)
            : throw failure;
    }

    private static RefusalReason? ReasonOf(AzureDevOpsRefusal refusal) =>
        refusal switch
        {
            AzureDevOpsRefusal.AlreadyOpen => RefusalReason.AlreadyOpen,
            AzureDevOpsRefusal.BranchNotFound => RefusalReason.BranchNotFound,
            AzureDevOpsRefusal.NotOpen => RefusalReason.NotOpen,
            AzureDevOpsRefusal.Policy => RefusalReason.RuleNotMet,
            AzureDevOpsRefusal.Stale => RefusalReason.NotReady,
            _ => null,
        };
}

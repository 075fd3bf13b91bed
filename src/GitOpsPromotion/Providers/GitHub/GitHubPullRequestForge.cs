using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Observes a pull request on GitHub, and does one step with it.</summary>
internal sealed class GitHubPullRequestForge(GitHubClient client, GitRepository repository, TimeProvider time)
    : IPullRequestForge
{
    /// <summary>The status of the promotion check, where the target branch requires it.</summary>
    public const string CheckContext = "gitops-promotion/status";

    private readonly GitHubPullRequests pullRequests = new(client);
    private readonly GitHubBranchRules rules = new(client);
    private readonly GitHubChanges changes = new(client);
    private readonly GitHubAutoMerge autoMerge = new(client);
    private readonly GitHubStatuses statuses = new(client);

    public ForgeTraits Traits => GitHubTraits.Value;

    /// <summary>The open pull request of two branches, or null.</summary>
    public async Task<PullRequest?> FindOpenAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var what = $"The open pull request from {source} into {target} was not read";
        return (await rules.ReadAsync(source, target, what, cancellationToken)).Open?.Value;
    }

    public async Task<ObservedPullRequest> ObserveAsync(
        PullRequestGoal goal,
        ObservedPullRequest? before,
        CancellationToken cancellationToken
    )
    {
        var number = goal.Number ?? before?.PullRequest?.Number;
        var what = goal.NotReached(number);
        var repositoryNode = await rules.ReadAsync(goal.SourceBranch, goal.TargetBranch, what, cancellationToken);
        var found = repositoryNode.Open;
        if (number is { } expected && found?.Value.Number != expected)
        {
            // It may have been merged, or GitHub does not list it yet.
            found = await pullRequests.GetAsync(expected, what, cancellationToken);
        }

        var isOpen = found is null or { Value.State: PullRequestState.Open };
        var tip = repositoryNode.Head;
        long? readAt = null;
        if (isOpen && tip != goal.Head && goal is not PullRequestGoal.DisableAutoMerge)
        {
            tip = await ReadTipAsync(goal.SourceBranch, cancellationToken);
            readAt = time.GetTimestamp();
        }

        return new GitHubObservation
        {
            NodeId = found?.Id,
            Tip = tip,
            TipReadAt = readAt,
            PullRequest =
                found is null ? null
                : isOpen ? found.Value
                : await CompleteAsync(found, goal, cancellationToken),
            Mergeability = found?.Mergeability ?? Mergeability.NotRead,
            IsDraft = found is { IsDraft: true },
            IsQueued = found is { IsQueued: true },
            MayBypassRules = found?.MayBypassRules is not false,
            Rules = repositoryNode.RulesFor(CheckContext),
        };
    }

    /// <summary>GitHub's APIs may show a push late; what git serves is never late.</summary>
    public async Task<CommitSha?> ReadTipAsync(BranchName source, CancellationToken cancellationToken) =>
        (await repository.Remote.ReadRefsAsync([source.Ref], cancellationToken)).Find(source.Ref);

    public async Task<StepResult> DoAsync(
        PullRequestStep step,
        PullRequestGoal goal,
        ObservedPullRequest now,
        CancellationToken cancellationToken
    )
    {
        var seen = (GitHubObservation)now;
        return step switch
        {
            PullRequestStep.ReadRules => await ReadRulesAsync(goal, seen, cancellationToken),
            PullRequestStep.ReadObstacle => new StepResult.Done(
                seen with
                {
                    Obstacle = await rules.FindObstacleAsync(
                        seen.NodeId!,
                        now.PullRequest!,
                        goal.NotReached(now.PullRequest!.Number),
                        cancellationToken
                    ),
                }
            ),
            PullRequestStep.Create => await changes.CreateAsync(
                (PullRequestGoal.Open)goal,
                seen,
                Traits,
                cancellationToken
            ),
            PullRequestStep.Update { Text: { } text } => await changes.SetTextAsync(
                text,
                goal,
                seen,
                cancellationToken
            ),
            PullRequestStep.Update { AutoMerge: true, Method: { } method } => await autoMerge.EnableAsync(
                method,
                goal,
                seen,
                cancellationToken
            ),
            PullRequestStep.Update => await autoMerge.DisableAsync(goal, seen, cancellationToken),
            PullRequestStep.Merge(var method) => await changes.MergeAsync(method, goal, seen, cancellationToken),
            PullRequestStep.SetCheckStatus => await SetCheckStatusAsync(goal, seen, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, message: null),
        };
    }

    private async Task<StepResult> ReadRulesAsync(
        PullRequestGoal goal,
        GitHubObservation now,
        CancellationToken cancellationToken
    )
    {
        var (requiresWorkflows, contexts) = await rules.ReadChecksAsync(goal.TargetBranch, cancellationToken);
        return new StepResult.Done(
            now with
            {
                Rules = now.Rules! with
                {
                    RequiresCheck = requiresWorkflows || contexts.Count > 0,
                    RequiresCheckStatus = contexts.Contains(CheckContext, StringComparer.OrdinalIgnoreCase),
                },
            }
        );
    }

    private async Task<StepResult> SetCheckStatusAsync(
        PullRequestGoal goal,
        GitHubObservation now,
        CancellationToken cancellationToken
    )
    {
        CommitStatus status = new(CheckContext, CommitStatusState.Success, "The promotion check has passed.");
        await statuses.ReportAsync(goal.Head, status, cancellationToken);
        var pullRequest = now.PullRequest!;
        if (!pullRequest.AutoMerge)
        {
            return new StepResult.Done(now);
        }

        // It may merge now.
        var after = await pullRequests.GetAsync(
            pullRequest.Number,
            goal.NotReached(pullRequest.Number),
            cancellationToken
        );
        return new StepResult.Done(now.With(after));
    }

    /// <summary>The merge commit, which newer versions of REST leave out.</summary>
    private async Task<PullRequest> CompleteAsync(
        GitHubPullRequest found,
        PullRequestGoal goal,
        CancellationToken cancellationToken
    )
    {
        if (found.Value is not { State: PullRequestState.Merged, MergeCommit: null } merged)
        {
            return found.Value;
        }

        var (_, answer) = await client.QueryAsync(
            GitHubQueries.MergeCommit,
            new(StringComparer.Ordinal) { ["pullRequest"] = found.Id },
            goal.NotReached(merged.Number),
            GitHubGraphQlJson.Default.GraphQlAnswerMergeCommitData,
            cancellationToken
        );
        return merged with
        {
            MergeCommit = CommitSha.TryParse(answer.Data?.Node?.MergeCommit?.Oid, out var commit) ? commit : null,
        };
    }
}

using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;
using static GitOpsPromotion.Providers.PullRequests.PullRequestProblem;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Observes a pull request on Azure DevOps, and does one step with it.</summary>
internal sealed class AzureDevOpsPullRequestForge(AzureDevOpsClient client) : IPullRequestForge
{
    private readonly AzureDevOpsPullRequests pullRequests = new(client);
    private readonly AzureDevOpsBranches branches = new(client);
    private readonly AzureDevOpsPolicies policies = new(client);
    private readonly AzureDevOpsChanges changes = new(client);
    private readonly AzureDevOpsCheckStatus checkStatus = new(client);

    public ForgeTraits Traits { get; } =
        new("Azure DevOps")
        {
            // https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/update
            MaxTitle = 400,
            MaxDescription = 4000,
            Hints = new Dictionary<PullRequestProblem, string>
            {
                [NoMergeMethod] = "Allow a merge type in the branch policy 'Limit merge types'.",
                [NoRequiredCheck] =
                    "Add to the branch policies a required build validation that runs 'gitops-promotion status', for all "
                    + $"files; or a required status check {AzureDevOpsCheckStatus.Context} that is reset whenever there are new changes.",
                [RuleNotMet] = "Its page shows what each policy waits for.",
                [AutoMergeLost] =
                    "A policy may forbid the merge type, or somebody disabled it; the history of the pull request shows which.",
            },
        };

    public async Task<ObservedPullRequest> ObserveAsync(
        PullRequestGoal goal,
        ObservedPullRequest? before,
        CancellationToken cancellationToken
    )
    {
        if (goal is PullRequestGoal.DisableAutoMerge disable && before is null)
        {
            // One request is enough: it has no effect where auto-merge is disabled already.
            return new AzureDevOpsObservation { Tip = goal.Head, PullRequest = disable.PullRequest };
        }

        var (tip, readAt) = await ReadTipAsync(goal, before, cancellationToken);
        var known = goal.Number ?? before?.PullRequest?.Number ?? (goal as PullRequestGoal.Open)?.Known?.Number;
        var document =
            known is { } number ? await pullRequests.GetAsync(number, cancellationToken)
            : before is null ? null
            : await pullRequests.FindOpenAsync(goal.SourceBranch, goal.TargetBranch, cancellationToken);
        var seen = (before as AzureDevOpsObservation ?? new() { Tip = null, PullRequest = null }) with
        {
            Tip = tip,
            TipReadAt = readAt,
            PullRequest = null,
            Obstacle = null,
        };
        return document is null ? seen : seen.With(document, client);
    }

    public Task<CommitSha?> ReadTipAsync(BranchName source, CancellationToken cancellationToken) =>
        branches.FindTipAsync(source, cancellationToken);

    public async Task<StepResult> DoAsync(
        PullRequestStep step,
        PullRequestGoal goal,
        ObservedPullRequest now,
        CancellationToken cancellationToken
    )
    {
        var seen = (AzureDevOpsObservation)now;
        return step switch
        {
            PullRequestStep.ReadRules => await ReadRulesAsync(goal, seen, cancellationToken),
            PullRequestStep.ReadObstacle => await ReadObstacleAsync(goal, seen, cancellationToken),
            PullRequestStep.Create => await changes.CreateAsync(
                (PullRequestGoal.Open)goal,
                seen,
                Traits,
                cancellationToken
            ),
            PullRequestStep.Update update => await changes.UpdateAsync(update, goal, seen, cancellationToken),
            PullRequestStep.Merge(var method) => await changes.MergeAsync(method, goal, seen, cancellationToken),
            PullRequestStep.SetCheckStatus => await checkStatus.SetAsync(goal, seen, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, message: null),
        };
    }

    /// <summary>The commit of the source branch, where it is not known already, before the pull request: a merge deletes it.</summary>
    private async Task<(CommitSha? Tip, long? ReadAt)> ReadTipAsync(
        PullRequestGoal goal,
        ObservedPullRequest? before,
        CancellationToken cancellationToken
    )
    {
        var isMerging = before is { Progress.HasMerged: true } or { Progress.HasEnabledAutoMerge: true };
        var wasJustRead =
            before is null && goal is PullRequestGoal.Open { Known: not null } or PullRequestGoal.PassCheck;
        if (isMerging || wasJustRead)
        {
            return (goal.Head, null);
        }

        var asked = client.Time.GetTimestamp();
        return (await branches.FindTipAsync(goal.SourceBranch, cancellationToken), asked);
    }

    private async Task<StepResult> ReadRulesAsync(
        PullRequestGoal goal,
        AzureDevOpsObservation now,
        CancellationToken cancellationToken
    )
    {
        var read = await policies.ReadAsync(goal.TargetBranch, now.Document!, cancellationToken);
        return new StepResult.Done(
            now with
            {
                Policies = read,
                Rules = new MergeRules(read.Methods)
                {
                    RequiresCheck = read.HaveCheck,
                    RequiresCheckStatus = AzureDevOpsCheckStatus.IsRequiredBy(read),
                },
            }
        );
    }

    private async Task<StepResult> ReadObstacleAsync(
        PullRequestGoal goal,
        AzureDevOpsObservation now,
        CancellationToken cancellationToken
    )
    {
        var names = await policies.FindBlockingAsync(now.Document!, cancellationToken);
        return new StepResult.Done(
            now with
            {
                Obstacle = new Obstacle(
                    names.Count > 0
                        ? $"blocked by branch policies: {string.Join(", ", names)}"
                        : $"a policy of branch {goal.TargetBranch} is not met"
                ),
            }
        );
    }
}

using System.Globalization;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Sets the status of the promotion check, where a policy of the target branch requires it.</summary>
/// <remarks>
/// A build validation gets it from its build. Sources: https://learn.microsoft.com/en-us/azure/devops/repos/git/pr-status-policy,
/// https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-statuses/create.
/// </remarks>
internal sealed class AzureDevOpsCheckStatus(AzureDevOpsClient client)
{
    /// <summary>Genre and name, as people write them.</summary>
    public const string Context = $"{Genre}/{Name}";

    private const string Genre = "gitops-promotion";
    private const string Name = "status";

    public static bool IsRequiredBy(BranchPolicies policies) => policies.AuthorsOf(Genre, Name).Count > 0;

    public async Task<StepResult> SetAsync(
        PullRequestGoal goal,
        AzureDevOpsObservation now,
        CancellationToken cancellationToken
    )
    {
        var number = now.PullRequest!.Number;
        var what = goal.NotReached(number);
        await CheckAuthorAsync(now.Policies!.AuthorsOf(Genre, Name), what, goal.TargetBranch, cancellationToken);

        var path = string.Create(CultureInfo.InvariantCulture, $"pullRequests/{number}");
        var iterations = await client.ReadAllAsync(
            client.Request(HttpMethod.Get, $"{path}/iterations", what),
            AzureDevOpsJson.Default.AzureDevOpsListPullRequestIteration,
            cancellationToken
        );
        var newest = iterations.MaxBy(iteration => iteration.Id);
        if (newest?.SourceRefCommit?.CommitId != goal.Head.Value)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"{what}: the check was for commit {goal.Head.Abbreviated}, which is not its newest one."
            )
            {
                Hint = "It changed while the command ran. Run the command again.",
                IsStale = true,
            };
        }

        // With the iteration: a status of the pull request as a whole would stay after the next push.
        var request = (client.Request(HttpMethod.Post, $"{path}/statuses", what) with { IsRepeatable = true }).With(
            new(
                AzureDevOpsStatuses.NameOf(CommitStatusState.Success),
                "The promotion check has passed.",
                new(Name, Genre),
                IterationId: newest.Id
            ),
            AzureDevOpsJson.Default.StatusDocument
        );
        await client.ReadAsync(request, AzureDevOpsJson.Default.StatusDocument, cancellationToken);
        return new StepResult.Done(now);
    }

    private async Task CheckAuthorAsync(
        IReadOnlyList<string?> authors,
        string what,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        if (authors.All(author => author is null))
        {
            return;
        }

        var me = (await client.GetIdentityAsync(cancellationToken)).Id;
        if (authors.All(author => author is null || string.Equals(author, me, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        throw new PromotionException(
            FailureKind.Rejected,
            $"{what}: the policy of branch {target} counts the status {Context} of another identity only."
        )
        {
            Hint =
                "Let any identity set it, or name the identity of this token: branch policies, status check, "
                + "authorized account.",
        };
    }
}

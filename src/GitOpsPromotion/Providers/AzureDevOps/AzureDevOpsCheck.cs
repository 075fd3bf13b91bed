using System.Globalization;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Says that the promotion check has passed, where the branch's policies ask for it as a status.</summary>
/// <remarks>
/// A build validation learns it from its build. Sources: https://learn.microsoft.com/en-us/azure/devops/repos/git/pr-status-policy,
/// https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-statuses/create.
/// </remarks>
internal sealed class AzureDevOpsCheck(
    AzureDevOpsClient client,
    AzureDevOpsPullRequests pullRequests,
    AzureDevOpsHeads heads,
    AzureDevOpsPolicies policies
)
{
    private const string Genre = "gitops-promotion";
    private const string Name = "status";

    public async Task<PullRequest> PassAsync(PullRequest pullRequest, CancellationToken cancellationToken)
    {
        var what = $"Pull request {pullRequest.Number} was not told that its check has passed";
        var current = await pullRequests.GetAsync(pullRequest.Number, cancellationToken);
        current = await heads.WaitAsync(current, pullRequest.SourceBranch, pullRequest.Head, what, cancellationToken);
        if (current.IsMerged)
        {
            return pullRequests.Shape(current, pullRequest.Head);
        }

        if (!current.IsOpen)
        {
            throw AzureDevOpsFailures.NotOpen(what);
        }

        if (!current.IsInto(pullRequest.TargetBranch))
        {
            throw AzureDevOpsFailures.Retargeted(what, pullRequest.TargetBranch);
        }

        var rules = await policies.ReadAsync(pullRequest.TargetBranch, current, cancellationToken);
        if (rules.WhoseStatus(Genre, Name) is [_, ..] authors)
        {
            await ThrowIfOfOthersAsync(authors, what, pullRequest, cancellationToken);
            await SetAsync(pullRequest, what, cancellationToken);
        }

        return pullRequests.Shape(current, pullRequest.Head);
    }

    private async Task ThrowIfOfOthersAsync(
        IReadOnlyList<string?> authors,
        string what,
        PullRequest pullRequest,
        CancellationToken cancellationToken
    )
    {
        if (authors.All(author => author is null))
        {
            return;
        }

        var me = (await client.GetIdentityAsync(cancellationToken)).Id;
        if (!authors.All(author => author is null || string.Equals(author, me, StringComparison.OrdinalIgnoreCase)))
        {
            throw AzureDevOpsFailures.StatusOfOthers(what, pullRequest.TargetBranch);
        }
    }

    private async Task SetAsync(PullRequest pullRequest, string what, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"pullRequests/{pullRequest.Number}");
        var iterations = await client.ReadAllAsync(
            client.Request(HttpMethod.Get, $"{path}/iterations", what),
            AzureDevOpsJson.Default.AzureDevOpsListPullRequestIteration,
            cancellationToken
        );
        var newest = iterations.MaxBy(iteration => iteration.Id);
        if (newest?.SourceRefCommit?.CommitId != pullRequest.Head.Value)
        {
            throw AzureDevOpsFailures.Stale(
                what,
                $"the check looked at commit {pullRequest.Head.Abbreviated}, and that is not its newest one"
            );
        }

        // With the iteration: a status of the pull request as a whole would outlive the next push.
        var request = (client.Request(HttpMethod.Post, $"{path}/statuses", what) with { IsRepeatable = true }).With(
            new(
                AzureDevOpsStatuses.Word(CommitStatusState.Success),
                "The promotion check has passed.",
                new(Name, Genre),
                IterationId: newest.Id
            ),
            AzureDevOpsJson.Default.StatusDocument
        );
        await client.ReadAsync(request, AzureDevOpsJson.Default.StatusDocument, cancellationToken);
    }
}

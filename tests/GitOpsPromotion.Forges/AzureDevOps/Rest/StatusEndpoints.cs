using GitOpsPromotion.Forges.AzureDevOps.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <remarks>
/// Source: https://learn.microsoft.com/rest/api/azure/devops/git/statuses and
/// https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-statuses
/// </remarks>
internal static class StatusEndpoints
{
    private const int PageSize = 1000;

    public static ForgeAnswer.Reply OfCommit(AzureDevOpsCall call)
    {
        if (!call.Repository.Pulls.Branches.Has(call["commit"]))
        {
            return AzureDevOpsErrors.NoCommit(call["commit"]);
        }

        var statuses = call.Repository.Statuses(call["commit"]);
        var shown = call.Query("latestOnly") is "true"
            ? statuses.DistinctBy(one => $"{one.Genre}\n{one.Name}", StringComparer.OrdinalIgnoreCase)
            : statuses;
        return AzureDevOpsCall.Ok(
            AzureDevOpsJson.List(
                shown.Skip(call.Number("skip", 0)).Take(call.Number("top", PageSize)),
                status => StatusJson.OfCommit(call.Repository, status)
            )
        );
    }

    public static ForgeAnswer.Reply AddToCommit(AzureDevOpsCall call)
    {
        if (!call.Repository.Pulls.Branches.Has(call["commit"]))
        {
            return AzureDevOpsErrors.NoCommit(call["commit"]);
        }

        var status = Read(call, call.Repository.Forge.NextId());
        call.Repository.AddStatus(call["commit"], status);
        return AzureDevOpsCall.Ok(StatusJson.OfCommit(call.Repository, status), status: 201);
    }

    public static ForgeAnswer.Reply AddToPullRequest(AzureDevOpsCall call)
    {
        if (call.Pull is not { } pull)
        {
            return AzureDevOpsErrors.NoPullRequest;
        }

        var status = Read(call, pull.Statuses.Count + 1) with
        {
            Iteration = (int?)call.Body["iterationId"],
            SetAtIteration = pull.Iteration,
        };

        // Source: https://github.com/mc1arke/sonarqube-community-branch-plugin/issues/1219
        if (
            status.Iteration is null
            && call.Repository.PoliciesOf(pull.Target)
                .OfType<AzureDevOpsPolicy.Status>()
                .Any(policy => policy.IsResetByPushes && status.IsFor(policy.Genre, policy.Name))
        )
        {
            return AzureDevOpsErrors.Json(
                403,
                "GitPullRequestStatusRejectedByPolicyException",
                "Pull request status rejected by status policy. Policy configuration requires status to be posted on iteration"
            );
        }

        pull.Statuses.Add(status);
        return AzureDevOpsCall.Ok(StatusJson.OfPullRequest(call.Repository, status));
    }

    private static AzureDevOpsStatus Read(AzureDevOpsCall call, int id) =>
        new(
            id,
            (string?)call.Body["context"]?["genre"],
            (string)call.Body["context"]!["name"]!,
            call.Text("state") ?? "notSet",
            call.Text("description"),
            call.Token.Identity
        );
}

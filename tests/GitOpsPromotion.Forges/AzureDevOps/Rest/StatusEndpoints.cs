using System.Text.Json.Nodes;
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
        if (!call.HasCommit(call["commit"]))
        {
            return AzureDevOpsErrors.NoCommit(call["commit"]);
        }

        IEnumerable<AzureDevOpsStatus> statuses = call.Repository.Statuses(call["commit"]);

        if (call.Query("latestOnly") is "true")
        {
            statuses = statuses.DistinctBy(
                status => $"{status.Genre}\n{status.Name}",
                StringComparer.OrdinalIgnoreCase
            );
        }

        return AzureDevOpsCall.Ok(
            AzureDevOpsJson.List(
                statuses.Skip(call.Number("skip", 0)).Take(call.Number("top", PageSize)),
                status => StatusJson.OfCommit(call.Repository, status)
            )
        );
    }

    public static ForgeAnswer.Reply AddToCommit(AzureDevOpsCall call)
    {
        if (!call.HasCommit(call["commit"]))
        {
            return AzureDevOpsErrors.NoCommit(call["commit"]);
        }

        if (Read(call, call.Repository.Forge.NextId()) is not { } status)
        {
            return NoName;
        }

        call.Repository.AddStatus(call["commit"], status);
        return AzureDevOpsCall.Ok(StatusJson.OfCommit(call.Repository, status), status: 201);
    }

    public static ForgeAnswer.Reply OfPullRequest(AzureDevOpsCall call) =>
        call.Pull is { } pull
            ? AzureDevOpsCall.Ok(
                AzureDevOpsJson.List(pull.StatusList, status => StatusJson.OfPullRequest(call.Repository, status))
            )
            : AzureDevOpsErrors.NoPullRequest;

    public static ForgeAnswer.Reply AddToPullRequest(AzureDevOpsCall call)
    {
        if (call.Pull is not { } pull)
        {
            return AzureDevOpsErrors.NoPullRequest;
        }

        if (Read(call, pull.StatusList.Count + 1) is not { } status)
        {
            return NoName;
        }

        var iteration = (int?)call.Body["iterationId"];

        if (iteration < 1 || iteration > pull.Iteration)
        {
            return AzureDevOpsErrors.Invalid($"The pull request has no iteration {iteration}.");
        }

        // Source: https://github.com/mc1arke/sonarqube-community-branch-plugin/issues/1219
        if (
            iteration is null
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

        status = status with { Iteration = iteration, SetAtIteration = pull.Iteration };
        pull.StatusList.Add(status);
        return AzureDevOpsCall.Ok(StatusJson.OfPullRequest(call.Repository, status));
    }

    private static ForgeAnswer.Reply NoName { get; } =
        AzureDevOpsErrors.Invalid("A status needs a context with a name.");

    private static AzureDevOpsStatus? Read(AzureDevOpsCall call, int id)
    {
        var context = call.Body["context"] as JsonObject;
        return (string?)context?["name"] is { Length: > 0 } name
            ? new(
                id,
                (string?)context["genre"],
                name,
                call.Text("state") ?? "notSet",
                call.Text("description"),
                call.Text("targetUrl"),
                call.Token.Identity,
                call.Repository.Now
            )
            : null;
    }
}

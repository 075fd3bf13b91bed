using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.AzureDevOps.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>Opens pull requests. Auto-complete and completion options are not taken over.</summary>
/// <remarks>Source: https://learn.microsoft.com/rest/api/azure/devops/git/pull-requests/create</remarks>
internal static class CreateEndpoint
{
    public static ForgeAnswer.Reply Create(AzureDevOpsCall call)
    {
        var pulls = call.Repository.Pulls;

        if (PullRequestLimits.Refuse(call, isNew: true) is { } refusal)
        {
            return refusal;
        }

        if (
            AzureDevOpsCall.Branch(call.Text("sourceRefName")) is not { } source
            || AzureDevOpsCall.Branch(call.Text("targetRefName")) is not { } target
            || pulls.TipOf(source) is null
            || pulls.TipOf(target) is null
        )
        {
            return AzureDevOpsErrors.NoBranch;
        }

        if (source == target)
        {
            return AzureDevOpsErrors.Invalid(
                "The source and the target of a pull request must not be the same branch."
            );
        }

        if (pulls.All.Any(pull => pull.IsActive && pull.Fork is null && pull.Source == source && pull.Target == target))
        {
            return AzureDevOpsErrors.PullRequestExists;
        }

        var opened = pulls.Open(source, target, call.Text("title")!, call.Token.Identity);
        opened.Description = call.Text("description");
        opened.IsDraft = call.Body["isDraft"]?.GetValue<bool>() ?? false;
        opened.Labels.AddRange(
            (call.Body["labels"] as JsonArray ?? []).Select(label => label!["name"]!.GetValue<string>())
        );

        // The answer comes before the test merge.
        var json = PullRequestJson.Full(call.Repository, opened);
        json["mergeStatus"] = "queued";
        json.Remove("lastMergeCommit");
        return AzureDevOpsCall.Ok(json, status: 201);
    }
}

using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.AzureDevOps.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>Changes pull requests: what may be changed, and what is passed over in silence.</summary>
/// <remarks>Source: https://learn.microsoft.com/rest/api/azure/devops/git/pull-requests/update</remarks>
internal static class UpdateEndpoint
{
    // What the documentation does not list is refused, or ignored without a word.
    private static readonly string[] Refused = ["sourceRefName", "pullRequestId", "createdBy", "repository"];

    private static readonly string[] Alone = ["targetRefName", "isDraft"];

    public static ForgeAnswer.Reply Update(AzureDevOpsCall call)
    {
        if (call.Pull is not { } pull)
        {
            return AzureDevOpsErrors.NoPullRequest;
        }

        if (Refused.FirstOrDefault(call.Has) is { } field)
        {
            return AzureDevOpsErrors.Invalid($"The property '{field}' of a pull request cannot be updated.");
        }

        if (Alone.FirstOrDefault(call.Has) is { } alone && call.Body.Count > 1)
        {
            return AzureDevOpsErrors.Invalid(
                $"The property '{alone}' of a pull request cannot be updated together with others."
            );
        }

        var status = call.Text("status");

        if (!pull.IsActive && (pull.IsCompleted || status is not "active"))
        {
            return AzureDevOpsErrors.NotEditable;
        }

        return (
                status switch
                {
                    "completed" => CompletionRequest.Complete(call, pull),
                    "abandoned" => Abandon(call, pull),
                    "active" when !pull.IsActive => Activate(call, pull),
                    null or "active" => Edit(call, pull),
                    _ => AzureDevOpsErrors.Invalid($"'{status}' is not a status that a pull request can be set to."),
                }
            ) ?? AzureDevOpsCall.Ok(PullRequestJson.Full(call.Repository, pull));
    }

    private static ForgeAnswer.Reply? Abandon(AzureDevOpsCall call, AzureDevOpsPullRequest pull)
    {
        call.Repository.Pulls.Close(pull, "abandoned", call.Token.Identity);
        return null;
    }

    private static ForgeAnswer.Reply? Activate(AzureDevOpsCall call, AzureDevOpsPullRequest pull)
    {
        var pulls = call.Repository.Pulls;

        if (!pulls.HasSource(pull) || pulls.TipOf(pull.Target) is null)
        {
            return AzureDevOpsErrors.NoBranch;
        }

        if (
            pulls.All.Any(one =>
                one.IsActive && (one.Fork, one.Source, one.Target) == (pull.Fork, pull.Source, pull.Target)
            )
        )
        {
            return AzureDevOpsErrors.PullRequestExists;
        }

        pull.Status = "active";
        pull.ClosedAt = null;
        pull.ClosedBy = null;
        return null;
    }

    private static ForgeAnswer.Reply? Edit(AzureDevOpsCall call, AzureDevOpsPullRequest pull)
    {
        if ((PullRequestLimits.Refuse(call, isNew: false) ?? Retarget(call, pull)) is { } refusal)
        {
            return refusal;
        }

        var options = CompletionRequest.ReadOptions(call, pull);

        if (call.Body["autoCompleteSetBy"] is JsonObject by && SetAutoComplete(call, pull, by) is { } denied)
        {
            return denied;
        }

        pull.Completion = options;
        pull.Title = call.Text("title") ?? pull.Title;
        pull.Description = call.Text("description") ?? pull.Description;
        pull.IsDraft = call.Body["isDraft"]?.GetValue<bool>() ?? pull.IsDraft;
        return null;
    }

    private static ForgeAnswer.Reply? Retarget(AzureDevOpsCall call, AzureDevOpsPullRequest pull)
    {
        if (call.Text("targetRefName") is not { } reference)
        {
            return null;
        }

        if (AzureDevOpsCall.Branch(reference) is not { } target || call.Repository.Pulls.TipOf(target) is null)
        {
            return AzureDevOpsErrors.NoBranch;
        }

        pull.Target = target;
        pull.AutoCompleteBy = null;
        return null;
    }

    // The zero id switches it off, and null does nothing at all.
    private static ForgeAnswer.Reply? SetAutoComplete(AzureDevOpsCall call, AzureDevOpsPullRequest pull, JsonObject by)
    {
        if (!Guid.TryParse((string?)by["id"], out var id))
        {
            return AzureDevOpsErrors.Invalid("autoCompleteSetBy needs the id of an identity.");
        }

        if (id == Guid.Empty)
        {
            pull.AutoCompleteBy = null;
            return null;
        }

        if (id != call.Token.Identity.Id)
        {
            return AzureDevOpsErrors.Invalid("Auto-complete can only be set by the identity that asks for it.");
        }

        pull.AutoCompleteBy = call.Token.Identity;
        return null;
    }
}

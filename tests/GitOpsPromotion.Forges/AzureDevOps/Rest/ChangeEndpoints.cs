using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.AzureDevOps.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>Opens and changes pull requests.</summary>
/// <remarks>
/// Source: https://learn.microsoft.com/rest/api/azure/devops/git/pull-requests/create and
/// https://learn.microsoft.com/rest/api/azure/devops/git/pull-requests/update
/// </remarks>
internal static class ChangeEndpoints
{
    private const int LongestTitle = 400;
    private const int LongestDescription = 4000;

    private static readonly string NoCommit = new('0', 40);

    /// <summary>Opens a pull request. Auto-complete and completion options are ignored.</summary>
    public static ForgeAnswer.Reply Create(AzureDevOpsCall call)
    {
        var pulls = call.Repository.Pulls;

        if (CheckTexts(call) is { } refusal)
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

        if (pulls.All.Any(pull => pull.IsActive && pull.Fork is null && pull.Source == source && pull.Target == target))
        {
            return AzureDevOpsErrors.PullRequestExists;
        }

        var opened = pulls.Open(source, target, call.Text("title")!, call.Token.Identity);
        opened.Description = call.Text("description");

        // The answer comes before the test merge.
        var json = PullRequestJson.Full(call.Repository, opened);
        json["mergeStatus"] = "queued";
        json.Remove("lastMergeCommit");
        return AzureDevOpsCall.Ok(json, status: 201);
    }

    public static ForgeAnswer.Reply Update(AzureDevOpsCall call)
    {
        if (call.Pull is not { } pull)
        {
            return AzureDevOpsErrors.NoPullRequest;
        }

        return !pull.IsActive
            ? AzureDevOpsErrors.NotEditable
            : (call.Text("status") is "completed" ? Complete(call, pull) : Edit(call, pull))
                ?? AzureDevOpsCall.Ok(PullRequestJson.Full(call.Repository, pull));
    }

    private static ForgeAnswer.Reply? CheckTexts(AzureDevOpsCall call) =>
        call.Text("title") is { Length: > LongestTitle }
            ? AzureDevOpsErrors.Invalid(
                $"A title for a pull request must not be longer than {LongestTitle} characters."
            )
        : call.Text("description") is { Length: > LongestDescription }
            ? AzureDevOpsErrors.Invalid(
                $"A description for a pull request must not be longer than {LongestDescription} characters."
            )
        : null;

    private static ForgeAnswer.Reply? Edit(AzureDevOpsCall call, AzureDevOpsPullRequest pull)
    {
        if (CheckTexts(call) is { } refusal)
        {
            return refusal;
        }

        // The zero id switches auto-complete off, and null changes nothing.
        if (Guid.TryParse((string?)call.Body["autoCompleteSetBy"]?["id"], out var id))
        {
            if (id != Guid.Empty && id != call.Token.Identity.Id)
            {
                return AzureDevOpsErrors.Invalid("Auto-complete can only be set by the identity that asks for it.");
            }

            pull.AutoCompleteBy = id == Guid.Empty ? null : call.Token.Identity;
        }

        pull.Completion = ReadOptions(call, pull);
        pull.Title = call.Text("title") ?? pull.Title;
        pull.Description = call.Text("description") ?? pull.Description;
        return null;
    }

    private static ForgeAnswer.Reply? Complete(AzureDevOpsCall call, AzureDevOpsPullRequest pull)
    {
        if ((string?)call.Body["lastMergeSourceCommit"]?["commitId"] is not { } source)
        {
            return AzureDevOpsErrors.Invalid("Completing a pull request needs its lastMergeSourceCommit.");
        }

        // Seen of the service: zeros guard nothing. A source branch that is gone counts as one that has moved.
        if ((source != NoCommit && source != pull.SourceCommit) || !call.Repository.Pulls.HasSource(pull))
        {
            return AzureDevOpsErrors.Stale;
        }

        if (AzureDevOpsMerger.FindBlocker(call.Repository, pull) is { } blocker)
        {
            return AzureDevOpsErrors.Json(
                403,
                "GitPullRequestUpdateRejectedByPolicyException",
                $"The pull request cannot be completed: the policy '{blocker.TypeName}' is not fulfilled."
            );
        }

        pull.Completion = ReadOptions(call, pull);

        // A conflict shows in the answer, which is not an error.
        if (call.Repository.Pulls.TestMerge(pull) is not null)
        {
            AzureDevOpsMerger.Enqueue(call.Repository, pull, call.Token.Identity);
        }

        return null;
    }

    /// <summary>The options of a request, or those of before where it has none.</summary>
    private static AzureDevOpsCompletion ReadOptions(AzureDevOpsCall call, AzureDevOpsPullRequest pull) =>
        call.Body["completionOptions"] is JsonObject options
            ? new()
            {
                Style = AzureDevOpsCompletion
                    .Strategies.Single(one =>
                        one.Name == ((string?)options["mergeStrategy"] ?? AzureDevOpsCompletion.Strategies[0].Name)
                    )
                    .Style,
                DeletesSource = (bool?)options["deleteSourceBranch"] ?? false,
                Message = (string?)options["mergeCommitMessage"],
            }
            : pull.Completion;
}

using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>The limits of titles and descriptions.</summary>
internal static class PullRequestLimits
{
    private const int LongestTitle = 400;
    private const int LongestDescription = 4000;

    /// <summary>What is wrong with the texts of a request. Null where nothing is.</summary>
    public static ForgeAnswer.Reply? Refuse(AzureDevOpsCall call, bool isNew) =>
        (isNew || call.Has("title")) && string.IsNullOrWhiteSpace(call.Text("title"))
            ? AzureDevOpsErrors.Invalid("A title for a pull request must be specified.")
        : call.Text("title") is { Length: > LongestTitle }
            ? AzureDevOpsErrors.Invalid(
                $"A title for a pull request must not be longer than {LongestTitle} characters."
            )
        : call.Text("description") is { Length: > LongestDescription }
            ? AzureDevOpsErrors.Invalid(
                $"A description for a pull request must not be longer than {LongestDescription} characters."
            )
        : null;
}

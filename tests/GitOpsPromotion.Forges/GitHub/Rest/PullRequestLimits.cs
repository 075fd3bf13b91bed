using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <summary>How long the texts of a pull request may be.</summary>
internal static class PullRequestLimits
{
    private const int LongestBody = 65536;
    private const int LongestTitle = 256;

    public static ForgeAnswer.Reply? Check(GitHubCall call) =>
        call.Text("body") is { Length: > LongestBody }
            ? GitHubErrors.Invalid(
                "PullRequest",
                "body",
                "custom",
                $"body is too long (maximum is {LongestBody} characters)"
            )
        : call.Text("title") is { Length: > LongestTitle }
            ? GitHubErrors.Invalid(
                "PullRequest",
                "title",
                "custom",
                $"title is too long (maximum is {LongestTitle} characters)"
            )
        : null;
}

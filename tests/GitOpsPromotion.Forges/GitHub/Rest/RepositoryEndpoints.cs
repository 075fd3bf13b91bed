using GitOpsPromotion.Forges.GitHub.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <remarks>Source: https://docs.github.com/en/rest/repos/repos</remarks>
internal static class RepositoryEndpoints
{
    public static ForgeAnswer.Reply Get(GitHubCall call) =>
        GitHubErrors.Json(200, RepositoryJson.Full(call.Repository, call.Token));
}

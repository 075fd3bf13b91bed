using GitOpsPromotion.Forges.GitHub.Rest;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub;

internal static class GitHubGraph
{
    public static ForgeAnswer.Reply Answer(GitHubForge forge, ForgeRequest request) =>
        GitHubGate.Enter(forge, request).Refusal ?? GitHubErrors.NotFound;
}

using GitOpsPromotion.Forges.GitHub.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <remarks>Source: https://docs.github.com/en/rest/branches/branches and https://docs.github.com/en/rest/repos/rules</remarks>
internal static class BranchEndpoints
{
    public static ForgeAnswer.Reply Get(GitHubCall call) =>
        call.Repository.Pulls.TipOf(call["branch"]) is { } commit
            ? GitHubErrors.Json(200, BranchJson.Of(call.Repository, call["branch"], commit))
            : GitHubErrors.Message(404, "Branch not found");

    public static ForgeAnswer.Reply Rules(GitHubCall call) =>
        call.Page(
            [.. call.Repository.RulesetRules(call["branch"])],
            page => GitHubJson.List(page, rule => BranchJson.Rule(call.Repository, rule))
        );
}

using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <remarks>Source: https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request</remarks>
internal static class MergeEndpoints
{
    public static ForgeAnswer.Reply Merge(GitHubCall call)
    {
        if (call.Pull is not { } pull)
        {
            return GitHubErrors.NotFound;
        }

        if (call.Text("sha") is { } expected && expected != pull.HeadSha)
        {
            return GitHubErrors.Message(409, "Head branch was modified. Review and try the merge again.");
        }

        var refusal = GitHubMerger.Merge(
            call.Repository,
            pull,
            GitHubMerger.Styles.Single(one => one.Name == (call.Text("merge_method") ?? "merge")).Style,
            GitHubToken.Login,
            call.Text("commit_title"),
            call.Text("commit_message"),
            call.Token.BypassesRules
        );
        return refusal is null
            ? GitHubErrors.Json(
                200,
                new JsonObject
                {
                    ["sha"] = pull.MergeCommit,
                    ["merged"] = true,
                    ["message"] = "Pull Request successfully merged",
                }
            )
            : GitHubErrors.Message(405, refusal);
    }
}

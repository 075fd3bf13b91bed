using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.GitHub.Json;
using GitOpsPromotion.Forges.Merges;
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
            call.Token.Login,
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

    public static ForgeAnswer.Reply UpdateBranch(GitHubCall call)
    {
        var pulls = call.Repository.Pulls;

        if (call.Pull is not { IsFromFork: false, IsOpen: true } pull)
        {
            return GitHubErrors.NotFound;
        }

        if (call.Text("expected_head_sha") is { } expected && expected != pull.HeadSha)
        {
            return GitHubErrors.Message(422, "expected head sha didn’t match current head ref.");
        }

        var tip = pulls.TipOf(pull.Base)!;

        if (pulls.IsAncestor(tip, pull.HeadSha))
        {
            return GitHubErrors.Message(422, "There are no new commits on the base branch.");
        }

        var attempt = pulls.Merges.Merge(
            pull.Head,
            tip,
            MergeStyle.Merge,
            $"Merge branch '{pull.Base}' into {pull.Head}",
            $"{call.Token.Login} <{call.Token.Login}@users.noreply.github.com>"
        );
        return attempt is MergeAttempt.Merged
            ? GitHubErrors.Json(
                202,
                new JsonObject
                {
                    ["message"] = "Updating pull request branch.",
                    ["url"] = PullRequestJson.Simple(call.Repository, pull)["url"]!.GetValue<string>(),
                }
            )
            : GitHubErrors.Message(422, "merge conflict between base and head");
    }
}

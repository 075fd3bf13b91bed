using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GitHub.Json;

/// <summary>A pull request, as lists show it or whole. Showing it is a read, which lags count.</summary>
internal static class PullRequestJson
{
    public static JsonObject Simple(GitHubRepository repository, GitHubPullRequest pull) =>
        Of(repository, pull, GitHubView.Of(pull));

    public static JsonObject Full(GitHubRepository repository, GitHubPullRequest pull, GitHubToken token)
    {
        var view = GitHubView.Of(pull);
        var state =
            pull.IsOpen && !view.IsMergeableUnknown ? GitHubMergeState.Of(repository, pull, token.BypassesRules) : null;
        var json = Of(repository, pull, view);
        json["merged"] = pull.IsMerged;
        json["mergeable"] = state is null ? null : !state.Conflicts;
        json["mergeable_state"] = state?.Name.ToLowerInvariant() ?? "unknown";
        json["rebaseable"] = state is null ? null : !state.Conflicts;
        json["merged_by"] = pull.MergedBy is { } login ? GitHubJson.User(repository.Forge, login) : null;
        json["maintainer_can_modify"] = false;
        json["comments"] = 0;
        json["review_comments"] = 0;
        json["commits"] = 1;
        json["additions"] = 1;
        json["deletions"] = 1;
        json["changed_files"] = 1;
        return json;
    }

    private static JsonObject Of(GitHubRepository repository, GitHubPullRequest pull, GitHubView view)
    {
        var forge = repository.Forge;
        var number = GitHubJson.Number(pull.Number);
        var root = $"{forge.Api}repos/{repository.FullName}";
        var url = $"{root}/pulls/{number}";
        var issue = $"{root}/issues/{number}";
        var page = repository.PageOf(pull);
        Dictionary<string, string> links = new(StringComparer.Ordinal)
        {
            ["self"] = url,
            ["html"] = page,
            ["issue"] = issue,
            ["comments"] = $"{issue}/comments",
            ["review_comments"] = $"{url}/comments",
            ["review_comment"] = $"{root}/pulls/comments{{/number}}",
            ["commits"] = $"{url}/commits",
            ["statuses"] = $"{root}/statuses/{view.HeadSha}",
        };
        JsonObject json = new()
        {
            ["url"] = url,
            ["id"] = repository.Id * 1000 + pull.Number,
            ["node_id"] = pull.NodeId,
            ["html_url"] = page,
            ["diff_url"] = $"{page}.diff",
            ["patch_url"] = $"{page}.patch",
            ["issue_url"] = issue,
            ["number"] = pull.Number,
            ["state"] = pull.IsOpen ? "open" : "closed",
            ["locked"] = false,
            ["title"] = pull.Title,
            ["user"] = GitHubJson.User(forge, pull.Author),
            ["body"] = pull.Body,
            ["labels"] = new JsonArray(),
            ["milestone"] = null,
            ["created_at"] = GitHubJson.Time(pull.CreatedAt),
            ["updated_at"] = GitHubJson.Time(pull.UpdatedAt),
            ["closed_at"] = GitHubJson.Time(pull.ClosedAt),
            ["merged_at"] = GitHubJson.Time(pull.MergedAt),
            ["merge_commit_sha"] = pull.IsMerged
                ? pull.MergeCommit
                : repository.Pulls.Branches.KnownTestMerge(pull.Number, pull.HeadSha),
            ["assignee"] = null,
            ["assignees"] = new JsonArray(),
            ["requested_reviewers"] = new JsonArray(),
            ["requested_teams"] = new JsonArray(),
            ["draft"] = false,
            ["head"] = Side(
                repository,
                pull.HeadOwner,
                pull.Head,
                view.HeadSha,
                pull.IsFromFork ? pull.HeadOwner : null
            ),
            ["base"] = Side(repository, repository.Owner, pull.Base, pull.BaseSha, fork: null),
            ["author_association"] = pull.IsFromFork ? "NONE" : "CONTRIBUTOR",
            ["auto_merge"] = pull.AutoMerge is { } style
                ? new JsonObject
                {
                    ["enabled_by"] = GitHubJson.User(forge, pull.AutoMergeBy!),
                    ["merge_method"] = GitHubMerger.NameOf(style),
                    ["commit_title"] = pull.Title,
                    ["commit_message"] = "",
                }
                : null,
            ["_links"] = new JsonObject(
                links.Select(link => KeyValuePair.Create(link.Key, (JsonNode?)new JsonObject { ["href"] = link.Value }))
            ),
        };

        foreach (var name in (string[])["comments", "review_comments", "review_comment", "commits", "statuses"])
        {
            json[$"{name}_url"] = links[name];
        }

        return json;
    }

    private static JsonObject Side(
        GitHubRepository repository,
        string owner,
        string branch,
        string commit,
        string? fork
    ) =>
        new()
        {
            ["label"] = $"{owner}:{branch}",
            ["ref"] = branch,
            ["sha"] = commit,
            ["user"] = GitHubJson.User(repository.Forge, owner),
            ["repo"] = RepositoryJson.Of(repository, fork),
        };
}

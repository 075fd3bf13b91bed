using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GitHub.Json;

/// <summary>A repository, as part of another answer or whole.</summary>
internal static class RepositoryJson
{
    private static readonly string[] Parts =
    [
        "archive/{archive_format}{/ref}",
        "assignees{/user}",
        "blobs{/sha}",
        "branches{/branch}",
        "collaborators{/collaborator}",
        "comments{/number}",
        "commits{/sha}",
        "compare/{base}...{head}",
        "contents/{+path}",
        "contributors",
        "deployments",
        "downloads",
        "events",
        "forks",
        "git_commits{/sha}",
        "git_refs{/sha}",
        "git_tags{/sha}",
        "hooks",
        "issue_comment{/number}",
        "issue_events{/number}",
        "issues{/number}",
        "keys{/key_id}",
        "labels{/name}",
        "languages",
        "merges",
        "milestones{/number}",
        "notifications{?since,all,participating}",
        "pulls{/number}",
        "releases{/id}",
        "stargazers",
        "statuses/{sha}",
        "subscribers",
        "subscription",
        "tags",
        "teams",
        "trees{/sha}",
    ];

    private static readonly string[] None = ["description", "homepage", "language", "license", "mirror_url"];

    private static readonly string[] Features =
    [
        "has_issues",
        "has_projects",
        "has_downloads",
        "has_wiki",
        "has_pages",
        "has_discussions",
    ];

    private static readonly string[] Counts =
    [
        "forks_count",
        "stargazers_count",
        "watchers_count",
        "size",
        "open_issues_count",
        "forks",
        "open_issues",
        "watchers",
    ];

    /// <param name="repository">The repository.</param>
    /// <param name="fork">Who owns the fork that is meant instead.</param>
    public static JsonObject Of(GitHubRepository repository, string? fork = null)
    {
        var forge = repository.Forge;
        var fullName = fork is null ? repository.FullName : $"{fork}/{repository.Name}";
        var url = $"{forge.Api}repos/{fullName}";
        var page = $"{forge.Address}{fullName}";
        JsonObject json = new()
        {
            ["id"] = repository.Id + (fork is null ? 0 : 1_000_000),
            ["node_id"] = repository.NodeId,
            ["name"] = repository.Name,
            ["full_name"] = fullName,
            ["owner"] = GitHubJson.User(forge, fork ?? repository.Owner),
            ["private"] = repository.Settings.IsPrivate,
            ["visibility"] = repository.Settings.IsPrivate ? "private" : "public",
            ["html_url"] = page,
            ["url"] = url,
            ["fork"] = fork is not null,
            ["git_url"] = $"git://{forge.Address.Authority}/{fullName}.git",
            ["ssh_url"] = $"ssh://git@{forge.Address.Host}/{fullName}.git",
            ["clone_url"] = $"{page}.git",
            ["svn_url"] = page,
            ["default_branch"] = repository.DefaultBranch,
            ["archived"] = repository.Settings.IsArchived,
            ["disabled"] = false,
            ["created_at"] = GitHubJson.Time(TestRepository.Noon),
            ["updated_at"] = GitHubJson.Time(TestRepository.Noon),
            ["pushed_at"] = GitHubJson.Time(TestRepository.Noon),
        };

        foreach (var part in Parts)
        {
            var name = part.Split('{', '/')[0];
            var segment = name.StartsWith("git_", StringComparison.Ordinal) ? $"git/{part[4..]}" : part;
            json[$"{name}_url"] = $"{url}/{segment}";
        }

        foreach (var name in None)
        {
            json[name] = null;
        }

        foreach (var name in Features)
        {
            json[name] = false;
        }

        foreach (var name in Counts)
        {
            json[name] = 0;
        }

        return json;
    }

    /// <summary>With its settings, which only who may write sees.</summary>
    public static JsonObject Full(GitHubRepository repository, GitHubToken token)
    {
        var json = Of(repository);
        json["network_count"] = 0;
        json["subscribers_count"] = 0;
        json["permissions"] = new JsonObject
        {
            ["admin"] = token.Has("administration=write"),
            ["maintain"] = false,
            ["push"] = token.Has("contents=write"),
            ["triage"] = false,
            ["pull"] = true,
        };

        // "To view merge-related settings, you must have the contents:read and contents:write permissions."
        if (token.Has("contents=write"))
        {
            var settings = repository.Settings;
            json["allow_auto_merge"] = settings.AllowAutoMerge;
            json["allow_merge_commit"] = settings.AllowMergeCommit;
            json["allow_squash_merge"] = settings.AllowSquashMerge;
            json["allow_rebase_merge"] = settings.AllowRebaseMerge;
            json["allow_update_branch"] = false;
            json["delete_branch_on_merge"] = settings.DeleteBranchOnMerge;
            json["squash_merge_commit_title"] = "COMMIT_OR_PR_TITLE";
            json["squash_merge_commit_message"] = "COMMIT_MESSAGES";
            json["merge_commit_title"] = "MERGE_MESSAGE";
            json["merge_commit_message"] = "PR_TITLE";
        }

        return json;
    }
}

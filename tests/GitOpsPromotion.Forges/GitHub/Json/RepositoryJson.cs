using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GitHub.Json;

/// <summary>A repository as part of another answer, with all that GitHub's description requires.</summary>
internal static class RepositoryJson
{
    private const string Urls = """
        archive/{archive_format}{/ref} assignees{/user} blobs{/sha} branches{/branch} collaborators{/collaborator}
        comments{/number} commits{/sha} compare/{base}...{head} contents/{+path} contributors deployments downloads events
        forks git_commits{/sha} git_refs{/sha} git_tags{/sha} hooks issue_comment{/number} issue_events{/number}
        issues{/number} keys{/key_id} labels{/name} languages merges milestones{/number}
        notifications{?since,all,participating} pulls{/number} releases{/id} stargazers statuses/{sha} subscribers
        subscription tags teams trees{/sha}
        """;

    private const string Nulls = "description homepage language license mirror_url";

    private const string Flags =
        "private archived disabled has_issues has_projects has_downloads has_wiki has_pages has_discussions";

    private const string Counts =
        "forks_count stargazers_count watchers_count size open_issues_count forks open_issues watchers";

    /// <param name="repository">The repository.</param>
    /// <param name="fork">The owner of the fork that is meant instead.</param>
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
            ["html_url"] = page,
            ["url"] = url,
            ["fork"] = fork is not null,
            ["git_url"] = $"git://{forge.Address.Authority}/{fullName}.git",
            ["ssh_url"] = $"ssh://git@{forge.Address.Host}/{fullName}.git",
            ["clone_url"] = $"{page}.git",
            ["svn_url"] = page,
            ["default_branch"] = repository.DefaultBranch,
        };

        foreach (var part in Terms(Urls))
        {
            var name = part.Split('{', '/')[0];
            var segment = name.StartsWith("git_", StringComparison.Ordinal) ? $"git/{part[4..]}" : part;
            json[$"{name}_url"] = $"{url}/{segment}";
        }

        Fill(json, Nulls, () => null);
        Fill(json, Flags, () => false);
        Fill(json, Counts, () => 0);
        Fill(json, "created_at updated_at pushed_at", () => GitHubJson.Time(TestRepository.Noon));
        return json;
    }

    private static void Fill(JsonObject json, string names, Func<JsonNode?> value)
    {
        foreach (var name in Terms(names))
        {
            json[name] = value();
        }
    }

    private static string[] Terms(string text) =>
        text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}

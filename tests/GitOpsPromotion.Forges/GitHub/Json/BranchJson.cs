using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GitHub.Json;

/// <summary>A branch, and the rules that rulesets have for it.</summary>
internal static class BranchJson
{
    public static JsonObject Of(GitHubRepository repository, string branch, string commit)
    {
        var root = $"{repository.Forge.Api}repos/{repository.FullName}";
        var url = $"{root}/branches/{Uri.EscapeDataString(branch)}";
        var rules = repository.RulesOf(branch).FirstOrDefault(one => one.Source is GitHubRuleSource.BranchProtection);
        return new()
        {
            ["name"] = branch,
            ["commit"] = Commit(repository, commit),
            ["_links"] = new JsonObject
            {
                ["self"] = url,
                ["html"] = $"{repository.Forge.Address}{repository.FullName}/tree/{branch}",
            },
            ["protected"] = rules is not null,
            ["protection"] = new JsonObject
            {
                ["enabled"] = rules is not null,
                ["required_status_checks"] = new JsonObject
                {
                    ["enforcement_level"] = rules is { RequiredChecks.Count: > 0 } ? "non_admins" : "off",
                    ["contexts"] = GitHubJson.List(rules?.RequiredChecks ?? [], context => JsonValue.Create(context)),
                    ["checks"] = GitHubJson.List(
                        rules?.RequiredChecks ?? [],
                        context => new JsonObject { ["context"] = context, ["app_id"] = null }
                    ),
                },
            },
            ["protection_url"] = $"{url}/protection",
        };
    }

    /// <summary>A rule of a ruleset.</summary>
    public static JsonObject Rule(GitHubRepository repository, GitHubRule rule)
    {
        JsonObject json = new()
        {
            ["type"] = rule.Type,
            ["ruleset_source_type"] = "Repository",
            ["ruleset_source"] = repository.FullName,
            ["ruleset_id"] = 42,
        };

        if (rule.Parameters is { } parameters)
        {
            json["parameters"] = JsonSerializer.SerializeToNode(parameters, GitHubRule.SnakeCase);
        }

        return json;
    }

    private static JsonObject Commit(GitHubRepository repository, string commit)
    {
        var root = $"{repository.Forge.Api}repos/{repository.FullName}";
        var url = $"{root}/commits/{commit}";
        var page = $"{repository.Forge.Address}{repository.FullName}/commit/";
        return new()
        {
            ["url"] = url,
            ["sha"] = commit,
            ["node_id"] = $"C_{commit}",
            ["html_url"] = $"{page}{commit}",
            ["comments_url"] = $"{url}/comments",
            ["commit"] = new JsonObject
            {
                ["url"] = $"{root}/git/commits/{commit}",
                ["author"] = Person(),
                ["committer"] = Person(),
                ["message"] = repository.Remote.Git("show", "--no-patch", "--format=%B", commit),
                ["comment_count"] = 0,
                ["tree"] = new JsonObject
                {
                    ["sha"] = repository.Remote.Resolve($"{commit}^{{tree}}"),
                    ["url"] = $"{root}/git/trees/{commit}",
                },
            },
            ["author"] = null,
            ["committer"] = null,
            ["parents"] = GitHubJson.List(
                repository
                    .Remote.Git("show", "--no-patch", "--format=%P", commit)
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries),
                parent => new JsonObject
                {
                    ["sha"] = parent,
                    ["url"] = $"{root}/commits/{parent}",
                    ["html_url"] = $"{page}{parent}",
                }
            ),
        };
    }

    private static JsonObject Person() =>
        new()
        {
            ["name"] = "Ada",
            ["email"] = "ada@example.com",
            ["date"] = GitHubJson.Time(TestRepository.Noon),
        };
}

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

    public static IReadOnlyList<JsonObject> Rules(GitHubRepository repository, string branch) =>
        [
            .. repository
                .RulesOf(branch)
                .Where(one => one.Source is GitHubRuleSource.Ruleset)
                .SelectMany(Active)
                .Select(rule =>
                {
                    rule["ruleset_source_type"] = "Repository";
                    rule["ruleset_source"] = repository.FullName;
                    rule["ruleset_id"] = 42;
                    return rule;
                }),
        ];

    private static IEnumerable<JsonObject> Active(GitHubBranchRules rules)
    {
        yield return new() { ["type"] = "non_fast_forward" };

        if (rules.RequiredChecks.Count > 0 || rules.RequiresUpToDate)
        {
            yield return Rule(
                "required_status_checks",
                new()
                {
                    ["strict_required_status_checks_policy"] = rules.RequiresUpToDate,
                    ["required_status_checks"] = GitHubJson.List(
                        rules.RequiredChecks,
                        context => new JsonObject { ["context"] = context }
                    ),
                }
            );
        }

        if (rules.DemandsPullRequest)
        {
            yield return Rule(
                "pull_request",
                new()
                {
                    ["required_approving_review_count"] = rules.RequiredReviews,
                    ["dismiss_stale_reviews_on_push"] = false,
                    ["require_code_owner_review"] = false,
                    ["require_last_push_approval"] = false,
                    ["required_review_thread_resolution"] = false,
                    ["allowed_merge_methods"] = GitHubJson.List(rules.MergeMethods, method => JsonValue.Create(method)),
                }
            );
        }

        if (rules.RequiresLinearHistory)
        {
            yield return new() { ["type"] = "required_linear_history" };
        }

        if (rules.RequiresSignatures)
        {
            yield return new() { ["type"] = "required_signatures" };
        }

        if (rules.UsesMergeQueue)
        {
            yield return Rule(
                "merge_queue",
                new()
                {
                    ["merge_method"] = "SQUASH",
                    ["grouping_strategy"] = "ALLGREEN",
                    ["check_response_timeout_minutes"] = 60,
                    ["max_entries_to_build"] = 5,
                    ["max_entries_to_merge"] = 5,
                    ["min_entries_to_merge"] = 1,
                    ["min_entries_to_merge_wait_minutes"] = 5,
                }
            );
        }
    }

    private static JsonObject Rule(string type, JsonObject parameters) =>
        new() { ["type"] = type, ["parameters"] = parameters };

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

using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.AzureDevOps.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>What reads pull requests.</summary>
/// <remarks>Source: https://learn.microsoft.com/rest/api/azure/devops/git/pull-requests</remarks>
internal static class PullRequestEndpoints
{
    private const int PageSize = 101;
    private const int LargestPage = 1000;

    public static ForgeAnswer.Reply List(AzureDevOpsCall call)
    {
        var status = Criterion(call, "status") ?? "active";
        var source = Criterion(call, "sourceRefName");
        var target = Criterion(call, "targetRefName");
        var home = Criterion(call, "sourceRepositoryId");
        List<AzureDevOpsPullRequest> page =
        [
            .. call
                .Repository.Pulls.All.Where(pull => status is "all" || pull.Status == status)
                .Where(pull => source is null || source == $"refs/heads/{pull.Source}")
                .Where(pull => target is null || target == $"refs/heads/{pull.Target}")
                .Where(pull => home is null || Is(home, pull.Fork ?? call.Repository.Id))
                .OrderByDescending(pull => pull.Id)
                .Skip(call.Number("$skip", 0))
                .Take(Math.Clamp(call.Number("$top", PageSize), 1, LargestPage)),
        ];
        var reply = AzureDevOpsCall.Ok(
            AzureDevOpsJson.List(page, pull => PullRequestJson.InList(call.Repository, pull))
        );
        page.ForEach(Age);
        return reply;
    }

    public static ForgeAnswer.Reply Get(AzureDevOpsCall call)
    {
        if (call.Pull is not { } pull)
        {
            return AzureDevOpsErrors.NoPullRequest;
        }

        var reply = AzureDevOpsCall.Ok(PullRequestJson.Full(call.Repository, pull));
        Age(pull);
        return reply;
    }

    /// <remarks>Source: https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-iterations/list</remarks>
    public static ForgeAnswer.Reply Iterations(AzureDevOpsCall call) =>
        call.Pull is { } pull
            ? AzureDevOpsCall.Ok(
                AzureDevOpsJson.List(
                    // A push that was not noticed yet has made none.
                    pull.OldSourceReads > 0
                        ? pull.Iterations[..^1]
                        : pull.Iterations,
                    commit => new JsonObject
                    {
                        ["id"] = pull.Iterations.LastIndexOf(commit) + 1,
                        ["sourceRefCommit"] = new JsonObject { ["commitId"] = commit },
                    }
                )
            )
            : AzureDevOpsErrors.NoPullRequest;

    public static ForgeAnswer.Reply Query(AzureDevOpsCall call)
    {
        var queries = call.Body["queries"] as JsonArray ?? [];
        JsonArray results = [];

        foreach (var query in queries.OfType<JsonObject>())
        {
            JsonObject found = [];

            foreach (var commit in (query["items"] as JsonArray ?? []).Select(item => item!.GetValue<string>()))
            {
                List<AzureDevOpsPullRequest> pulls =
                [
                    .. call.Repository.Pulls.All.Where(pull => Matches(call, pull, (string?)query["type"], commit)),
                ];
                List<JsonNode> known =
                [
                    .. pulls
                        .Where(pull => pull.QueryReads is 0)
                        .Select(pull => PullRequestJson.Shallow(call.Repository, pull)),
                ];
                pulls.ForEach(pull => pull.QueryReads = Math.Max(0, pull.QueryReads - 1));

                if (known.Count > 0)
                {
                    found[commit] = new JsonArray([.. known]);
                }
            }

            results.Add((JsonNode)found);
        }

        // The description has 200, the service answers 201.
        return AzureDevOpsCall.Ok(
            new JsonObject { ["queries"] = queries.DeepClone(), ["results"] = results },
            status: 201
        );
    }

    // A test merge is a last merge commit as well, and a pull request that is open "merges" its commits already.
    private static bool Matches(AzureDevOpsCall call, AzureDevOpsPullRequest pull, string? type, string commit) =>
        type switch
        {
            "lastMergeCommit" => pull.MergeCommit == commit,
            "commit" when pull.IsCompleted => pull.Commits.Contains(commit),
            "commit" when pull.IsActive => pull.SourceCommit == commit
                || (
                    call.Repository.Pulls.Branches.Has(commit)
                    && call.Repository.Pulls.Branches.IsAncestor(commit, pull.SourceCommit)
                    && !call.Repository.Pulls.Branches.IsAncestor(
                        commit,
                        call.Repository.Pulls.TipOf(pull.Target) ?? pull.TargetCommit
                    )
                ),
            _ => false,
        };

    private static void Age(AzureDevOpsPullRequest pull)
    {
        pull.OldSourceReads = Math.Max(0, pull.OldSourceReads - 1);
        pull.MergeReads = Math.Max(0, pull.MergeReads - 1);
        pull.QueuedReads = Math.Max(0, pull.QueuedReads - 1);
    }

    /// <remarks>Source: https://learn.microsoft.com/rest/api/azure/devops/git/refs/list</remarks>
    public static ForgeAnswer.Reply Refs(AzureDevOpsCall call)
    {
        var prefix = $"refs/{call.Query("filter")}";
        return call.Continue(
            [
                .. call
                    .Repository.Remote.ReadRefs("refs/")
                    .Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .OrderBy(one => one.Key, StringComparer.Ordinal),
            ],
            one => new JsonObject { ["name"] = one.Key, ["objectId"] = one.Value }
        );
    }

    private static string? Criterion(AzureDevOpsCall call, string name) => call.Query($"searchCriteria.{name}");

    private static bool Is(string text, Guid id) => Guid.TryParse(text, out var guid) && guid == id;
}

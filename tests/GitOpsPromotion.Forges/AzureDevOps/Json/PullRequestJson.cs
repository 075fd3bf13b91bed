using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.AzureDevOps.Json;

/// <summary>A pull request: alone, in a list, or as the result of a query, each with fewer fields.</summary>
internal static class PullRequestJson
{
    // "description field will be truncated up to 400 symbols":
    // https://learn.microsoft.com/rest/api/azure/devops/git/pull-requests/get-pull-requests
    private const int LongestInLists = 400;

    public static JsonObject Full(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull)
    {
        var json = Common(repository, pull);
        Describe(json, pull.Description);
        AddCompletion(json, repository, pull);
        json["supportsIterations"] = true;
        json["artifactId"] = ArtifactId(repository, pull);
        return json;
    }

    public static JsonObject InList(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull)
    {
        var json = Common(repository, pull);
        Describe(
            json,
            pull.Description is { Length: > LongestInLists } text ? text[..LongestInLists] : pull.Description
        );

        // Seen of the service: a list has it only where that identity opened the pull request.
        if (pull.AutoCompleteBy is null || pull.AutoCompleteBy == pull.Creator)
        {
            AddCompletion(json, repository, pull);
        }

        return json;
    }

    public static JsonObject Shallow(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull)
    {
        var json = Common(repository, pull);

        foreach (var field in new[] { "reviewers", "mergeId", "forkSource" })
        {
            json.Remove(field);
        }

        return json;
    }

    public static string ArtifactId(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull) =>
        $"vstfs:///Git/PullRequestId/{repository.Project.Id}%2f{repository.Id}%2f{pull.Id}";

    private static JsonObject Common(AzureDevOpsRepository repository, AzureDevOpsPullRequest pull)
    {
        var forge = repository.Forge;
        repository.Pulls.TestMerge(pull);
        var isMerging = pull.IsActive && (pull.IsQueued || pull.MergeReads > 0 || pull.MergeStatus is "queued");
        JsonObject json = new()
        {
            ["repository"] = AzureDevOpsJson.Repository(repository),
            ["pullRequestId"] = pull.Id,
            ["codeReviewId"] = pull.Id,
            ["status"] = pull.Status,
            ["createdBy"] = AzureDevOpsJson.Identity(forge, pull.Creator),
            ["creationDate"] = AzureDevOpsJson.Time(pull.CreatedAt),
            ["title"] = pull.Title,
            ["sourceRefName"] = $"refs/heads/{pull.Source}",
            ["targetRefName"] = $"refs/heads/{pull.Target}",
            ["mergeStatus"] = isMerging ? "queued" : pull.MergeStatus,
            ["isDraft"] = false,
            ["mergeId"] = Guid.Empty.ToString(),
            ["lastMergeSourceCommit"] = AzureDevOpsJson.Commit(repository, SourceOf(pull)),
            ["lastMergeTargetCommit"] = AzureDevOpsJson.Commit(repository, pull.TargetCommit),
            ["reviewers"] = new JsonArray(),
            ["url"] = $"{AzureDevOpsJson.RepositoryUrl(repository)}/pullRequests/{pull.Id}",
        };

        if (pull.MergeCommit is { } merge && (!isMerging || pull.IsQueued))
        {
            json["lastMergeCommit"] = AzureDevOpsJson.Commit(repository, merge);
        }

        if (pull.MergeFailure is { } failure)
        {
            json["mergeFailureType"] = "none";
            json["mergeFailureMessage"] = failure;
        }

        if (pull.ClosedAt is { } closed)
        {
            json["closedDate"] = AzureDevOpsJson.Time(closed);
            json["closedBy"] = AzureDevOpsJson.Identity(forge, pull.ClosedBy!);
        }

        if (pull.Fork is { } fork)
        {
            json["forkSource"] = new JsonObject
            {
                ["name"] = $"refs/heads/{pull.Source}",
                ["repository"] = new JsonObject
                {
                    ["id"] = fork.ToString(),
                    ["name"] = $"{repository.Name}.fork",
                    ["isFork"] = true,
                },
            };
        }

        return json;
    }

    private static void Describe(JsonObject json, string? description)
    {
        if (description is not null)
        {
            json["description"] = description;
        }
    }

    private static void AddCompletion(JsonObject json, AzureDevOpsRepository repository, AzureDevOpsPullRequest pull)
    {
        if (pull.AutoCompleteBy is { } by)
        {
            json["autoCompleteSetBy"] = AzureDevOpsJson.Identity(repository.Forge, by);
        }

        if (pull.AutoCompleteBy is null && pull.IsActive && !pull.IsQueued)
        {
            return;
        }

        json["completionQueueTime"] = AzureDevOpsJson.NoTime;
        json["completionOptions"] = Completion(pull);
    }

    private static JsonObject Completion(AzureDevOpsPullRequest pull)
    {
        JsonObject json = new()
        {
            ["mergeStrategy"] = pull.Completion.Strategy,
            ["deleteSourceBranch"] = pull.Completion.DeletesSource,
            ["bypassPolicy"] = false,
            ["transitionWorkItems"] = false,
            ["autoCompleteIgnoreConfigIds"] = new JsonArray(),
            ["triggeredByAutoComplete"] = pull.IsQueuedByAutoComplete,
        };

        if (pull.Completion.Message is { } message)
        {
            json["mergeCommitMessage"] = message;
        }

        return json;
    }

    private static string SourceOf(AzureDevOpsPullRequest pull) =>
        pull.OldSourceReads > 0 ? pull.OldSourceCommit! : pull.SourceCommit;
}

using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.AzureDevOps.Json;

/// <summary>A status of a commit or of a pull request.</summary>
internal static class StatusJson
{
    public static JsonObject OfCommit(AzureDevOpsRepository repository, AzureDevOpsStatus status) =>
        Of(repository, status, AzureDevOpsJson.NoTime);

    public static JsonObject OfPullRequest(AzureDevOpsRepository repository, AzureDevOpsStatus status)
    {
        var json = Of(repository, status, AzureDevOpsJson.Time(status.CreatedAt));

        if (status.Iteration is { } iteration)
        {
            json["iterationId"] = iteration;
        }

        return json;
    }

    private static JsonObject Of(AzureDevOpsRepository repository, AzureDevOpsStatus status, string updated)
    {
        JsonObject context = new() { ["name"] = status.Name };

        if (status.Genre is { } genre)
        {
            context["genre"] = genre;
        }

        return new()
        {
            ["id"] = status.Id,
            ["state"] = status.State,
            ["description"] = status.Description,
            ["context"] = context,
            ["creationDate"] = AzureDevOpsJson.Time(status.CreatedAt),
            ["updatedDate"] = updated,
            ["createdBy"] = AzureDevOpsJson.Identity(repository.Forge, status.Creator),
            ["targetUrl"] = null,
        };
    }
}

using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.AzureDevOps.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <remarks>Source: https://learn.microsoft.com/rest/api/azure/devops/git/refs</remarks>
internal static class RefEndpoints
{
    public static ForgeAnswer.Reply List(AzureDevOpsCall call)
    {
        var prefix = $"refs/{call.Query("filter")}";
        var found = call
            .Repository.Remote.ReadRefs("refs/")
            .Where(found => found.Key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(found => found.Key, StringComparer.Ordinal);
        return call.Continue(
            [.. found],
            one => new JsonObject
            {
                ["name"] = one.Key,
                ["objectId"] = one.Value,
                ["creator"] = AzureDevOpsJson.Identity(call.Repository.Forge, AzureDevOpsIdentity.Ada),
                ["url"] =
                    $"{AzureDevOpsJson.RepositoryUrl(call.Repository)}/refs?filter={Uri.EscapeDataString(one.Key["refs/".Length..])}",
            }
        );
    }
}

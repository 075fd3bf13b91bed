using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.AzureDevOps.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <remarks>Source: https://learn.microsoft.com/rest/api/azure/devops/git/refs</remarks>
internal static class RefEndpoints
{
    private const string Heads = "refs/heads/";

    private static readonly string Nothing = new('0', 40);

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

    // The answer is 200, whatever became of the updates.
    public static ForgeAnswer.Reply Update(AzureDevOpsCall call) =>
        AzureDevOpsCall.Ok(
            AzureDevOpsJson.List((call.Json as JsonArray ?? []).OfType<JsonObject>(), update => Update(call, update))
        );

    private static JsonObject Update(AzureDevOpsCall call, JsonObject update)
    {
        var name = (string?)update["name"] ?? "";
        var before = (string?)update["oldObjectId"] ?? "";
        var after = (string?)update["newObjectId"] ?? "";
        var status = Move(call, name, before, after);
        return new()
        {
            ["repositoryId"] = call.Repository.Id.ToString(),
            ["name"] = name,
            ["oldObjectId"] = before,
            ["newObjectId"] = after,
            ["isLocked"] = false,
            ["updateStatus"] = status,
            ["success"] = status is "succeeded",
        };
    }

    private static string Move(AzureDevOpsCall call, string name, string before, string after)
    {
        if (!name.StartsWith(Heads, StringComparison.Ordinal))
        {
            return "invalidRefName";
        }

        if (!call.Token.Has(AzureDevOpsRight.GenericContribute))
        {
            return "writePermissionRequired";
        }

        if (before == Nothing && !call.Token.Has(AzureDevOpsRight.CreateBranch))
        {
            return "createBranchPermissionRequired";
        }

        if (call.Repository.PoliciesOf(name[Heads.Length..]).Any(policy => policy.IsBlocking))
        {
            return "rejectedByPolicy";
        }

        if ((call.Repository.Pulls.TipOf(name[Heads.Length..]) ?? Nothing) != before)
        {
            return "staleOldObjectId";
        }

        if (after != Nothing && !call.HasCommit(after))
        {
            return "unresolvableToCommit";
        }

        var isForced = before != Nothing && (after == Nothing || !call.Repository.Pulls.IsAncestor(before, after));

        if (isForced && !call.Token.Has(AzureDevOpsRight.ForcePush))
        {
            return "forcePushRequired";
        }

        call.Repository.Remote.Git("update-ref", name, after, before);
        return "succeeded";
    }
}

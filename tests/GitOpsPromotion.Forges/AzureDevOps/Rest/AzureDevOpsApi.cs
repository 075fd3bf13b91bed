using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitOpsPromotion.Forges.Contracts;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>The REST API. The caller holds the forge's lock.</summary>
internal static class AzureDevOpsApi
{
    private const string Prefix = $"/{AzureDevOpsForge.CollectionName}/";

    private static readonly ApiDescription Undescribed = ApiDescription.Parse(UndescribedApi.Json);

    public static ForgeAnswer.Reply Answer(
        AzureDevOpsForge forge,
        ForgeRequest request,
        ApiDescription? description,
        ICollection<string> violations
    )
    {
        var reply = Enter(forge, request, description, violations);
        return forge.WritesByteOrderMark ? reply with { Body = $"\uFEFF{reply.Body}" } : reply;
    }

    private static ForgeAnswer.Reply Enter(
        AzureDevOpsForge forge,
        ForgeRequest request,
        ApiDescription? description,
        ICollection<string> violations
    )
    {
        if (AzureDevOpsGate.Find(forge, request) is not { } token)
        {
            return AzureDevOpsGate.Refuse(request);
        }

        if (Find(request) is not var (route, path))
        {
            return Note([$"The forge does not support {request.Method} {request.Path}."])!;
        }

        var described = route.IsUndescribed ? Undescribed : description;

        if (Note(described?.CheckRequest(request.Method, request.Target, request.Body)) is { } wrong)
        {
            return wrong;
        }

        var reply = Dispatch(forge, request, token, route, path);
        var status = reply.Status < 300 ? route.DescribedStatus : reply.Status;
        var findings = described?.CheckAnswer(request.Method, request.Target, status, AsDescribed(reply.Body));
        return Note(findings) ?? reply;

        ForgeAnswer.Reply? Note(IReadOnlyList<string>? findings)
        {
            foreach (var finding in findings ?? [])
            {
                violations.Add(finding);
            }

            return findings is null or [] ? null : AzureDevOpsErrors.Json(500, "Violation", string.Join(' ', findings));
        }
    }

    private static ForgeAnswer.Reply Dispatch(
        AzureDevOpsForge forge,
        ForgeRequest request,
        AzureDevOpsToken token,
        AzureDevOpsRoute route,
        Match path
    )
    {
        if (route == AzureDevOpsRoute.ConnectionData)
        {
            return AzureDevOpsCall.Ok(AzureDevOpsRoute.WhoIs(token.Identity));
        }

        var projectName = Uri.UnescapeDataString(path.Groups["project"].Value);

        if (forge.FindProject(projectName) is not { } project)
        {
            return AzureDevOpsErrors.NoProject(projectName);
        }

        var name =
            route == AzureDevOpsRoute.Policies ? request.Query("repositoryId") ?? ""
            : route == AzureDevOpsRoute.Evaluations ? PolicyEndpoints.RepositoryOf(forge, project, request)
            : Uri.UnescapeDataString(path.Groups["repository"].Value);

        if (forge.Find(project, name) is not { } repository)
        {
            return AzureDevOpsErrors.NoRepository(name);
        }

        var body = request.Body.Length is 0 ? null : JsonNode.Parse(request.Body);
        repository.Pulls.Settle();
        var reply = route.Answer(new(repository, token, request, path, body as JsonObject ?? []));
        repository.Pulls.Settle();
        return reply;
    }

    private static (AzureDevOpsRoute Route, Match Path)? Find(ForgeRequest request)
    {
        foreach (var route in AzureDevOpsRoute.All)
        {
            if (
                route.Method == request.Method
                && request.Path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                && route.Pattern.Match(request.Path[(Prefix.Length - 1)..]) is { Success: true } path
            )
            {
                return (route, path);
            }
        }

        return null;
    }

    // The description says neither which fields may be null, nor that the settings of a policy are an object.
    private static string AsDescribed(string body)
    {
        var json = JsonNode.Parse(body)!;
        Adapt(json);
        return json.ToJsonString();
    }

    private static void Adapt(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            foreach (var name in fields.Where(field => field.Value is null).Select(field => field.Key).ToList())
            {
                fields.Remove(name);
            }

            if (fields["settings"] is JsonObject settings)
            {
                fields["settings"] = settings.ToJsonString();
            }
        }

        IEnumerable<JsonNode?> inner = node switch
        {
            JsonObject one => one.Select(field => field.Value),
            JsonArray items => items,
            _ => [],
        };

        foreach (var one in inner.ToList())
        {
            Adapt(one);
        }
    }
}

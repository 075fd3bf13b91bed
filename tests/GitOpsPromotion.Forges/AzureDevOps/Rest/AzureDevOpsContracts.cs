using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.Contracts;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>Holds requests and answers against the vendor's description, and against ours where that has nothing.</summary>
/// <param name="vendors">The vendor's description, or null where the tests do not know its folder.</param>
internal sealed class AzureDevOpsContracts(ApiDescription? vendors)
{
    private static readonly ApiDescription Ours = ApiDescription.Parse(UndescribedApi.Json);

    private readonly List<string> violations = [];

    public static AzureDevOpsContracts Find() => new(ApiDescription.Find("azure-devops"));

    public IReadOnlyList<string> TakeViolations()
    {
        string[] taken = [.. violations];
        violations.Clear();
        return taken;
    }

    /// <summary>The failure that a request gets which breaks the description. Null where it does not.</summary>
    public ForgeAnswer.Reply? RefuseRequest(AzureDevOpsRoute route, ForgeRequest request) =>
        Refuse(Of(route)?.CheckRequest(request.Method, ApiVersion.Described(request, route.IsPreview), request.Body));

    /// <summary>The failure instead of an answer which breaks the description. Null where it does not.</summary>
    public ForgeAnswer.Reply? RefuseAnswer(AzureDevOpsRoute route, ForgeRequest request, ForgeAnswer.Reply reply) =>
        Refuse(
            Of(route)
                ?.CheckAnswer(
                    request.Method,
                    ApiVersion.Described(request, route.IsPreview),
                    reply.Status < 300 ? route.DescribedStatus : reply.Status,
                    AsDescribed(reply.Body)
                )
        );

    public ForgeAnswer.Reply? Refuse(IReadOnlyList<string>? findings)
    {
        violations.AddRange(findings ?? []);
        return findings is null or [] ? null : AzureDevOpsErrors.Json(500, "Violation", string.Join(' ', findings));
    }

    private ApiDescription? Of(AzureDevOpsRoute route) => route.IsUndescribed ? Ours : vendors;

    // The description says neither which fields may be null, nor that the settings of a policy are an object.
    private static string AsDescribed(string body)
    {
        if (body.Length is 0)
        {
            return body;
        }

        var json = JsonNode.Parse(body)!;
        Adapt(json);
        return json.ToJsonString();
    }

    private static void Adapt(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var name in fields.Where(field => field.Value is null).Select(field => field.Key).ToList())
                {
                    fields.Remove(name);
                }

                if (fields["settings"] is JsonObject settings)
                {
                    fields["settings"] = settings.ToJsonString();
                }

                foreach (var (_, value) in fields)
                {
                    Adapt(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Adapt(item);
                }

                break;
        }
    }
}

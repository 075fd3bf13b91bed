using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>The arguments of a field, with the defaults filled in.</summary>
internal sealed record GraphQlArguments(IReadOnlyDictionary<string, JsonNode?> Values)
{
    public string? Text(string name) => Values.GetValueOrDefault(name)?.GetValue<string>();

    public int? Number(string name) => Values.GetValueOrDefault(name)?.GetValue<int>();

    public IReadOnlyList<string>? Texts(string name) =>
        (Values.GetValueOrDefault(name) as JsonArray)?.Select(item => item!.GetValue<string>()).ToList();

    /// <summary>The fields of an argument that is an object.</summary>
    public GraphQlArguments Fields(string name) =>
        new(((JsonObject)Values[name]!).ToDictionary(StringComparer.Ordinal));
}

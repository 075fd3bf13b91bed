using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;

namespace GitOpsPromotion.Forges.Contracts;

/// <summary>Validates values against the schemas of a description.</summary>
internal sealed class ApiSchemas(JsonObject root)
{
    private readonly ConcurrentDictionary<JsonNode, JsonSchema> compiled = [];

    /// <summary>Follows <c>$ref</c>.</summary>
    public JsonNode Resolve(JsonNode node) =>
        node is JsonObject fields && (string?)fields["$ref"] is { } reference
            ? Resolve(reference.Split('/').Skip(1).Aggregate((JsonNode)root, (current, name) => current[name]!))
            : node;

    /// <summary>Validates a text of a path or a query, which may be a number or a truth value.</summary>
    public IEnumerable<string> CheckText(JsonNode schema, string text) =>
        Check(
            schema,
            (string?)Resolve(schema)["type"] switch
            {
                "integer" or "number" when decimal.TryParse(text, CultureInfo.InvariantCulture, out _) => text,
                "boolean" when bool.TryParse(text, out _) => text,
                _ => JsonSerializer.Serialize(text),
            }
        );

    /// <returns>Each finding with the path of the value in question, such as <c>#/head.sha</c>.</returns>
    public IEnumerable<string> Check(JsonNode schema, string json) =>
        compiled.GetOrAdd(schema, Compile).Validate(json).SelectMany(Describe);

    private JsonSchema Compile(JsonNode schema)
    {
        JsonObject definitions = [];
        JsonObject document = new()
        {
            ["allOf"] = new JsonArray(Convert(schema, definitions)),
            ["definitions"] = definitions,
        };
        return JsonSchema.FromJsonAsync(document.ToJsonString()).GetAwaiter().GetResult();
    }

    /// <summary>
    /// The dialect of OpenAPI 3.0 as JSON Schema: <c>nullable</c> is one more type. The vendors do not keep to exactly one
    /// alternative of <c>oneOf</c>, so at least one has to fit.
    /// </summary>
    private JsonNode? Convert(JsonNode? node, JsonObject definitions)
    {
        if (node is JsonArray items)
        {
            return new JsonArray([.. items.Select(item => Convert(item, definitions))]);
        }

        if (node is not JsonObject fields)
        {
            return node?.DeepClone();
        }

        if (fields["$ref"] is JsonValue reference)
        {
            var name = reference.GetValue<string>().Split('/')[^1];

            if (definitions.TryAdd(name, value: null))
            {
                definitions[name] = Convert(Resolve(fields), definitions);
            }

            return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
        }

        var isNullable = fields["nullable"] is JsonValue flag && flag.GetValueKind() is JsonValueKind.True;
        JsonObject converted = new(
            fields
                .Where(field => field is not { Key: "nullable" or "example", Value: JsonValue })
                .Select(field =>
                    KeyValuePair.Create(field.Key is "oneOf" ? "anyOf" : field.Key, Convert(field.Value, definitions))
                )
        );
        return isNullable
            ? new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, converted) }
            : converted;
    }

    // Of several alternatives the nearest one is described.
    private static IEnumerable<string> Describe(ValidationError error) =>
        error is ChildSchemaValidationError { Errors: var alternatives }
            ? alternatives
                .Where(one => one.Key.Type is not JsonObjectType.Null && one.Value.Count > 0)
                .MinBy(one => one.Value.Count)
                .Value.SelectMany(Describe)
            : [$"{error.Kind} at {error.Path}"];
}

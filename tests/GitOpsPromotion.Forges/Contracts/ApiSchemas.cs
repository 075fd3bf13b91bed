using System.Globalization;
using System.Text.Json;

namespace GitOpsPromotion.Forges.Contracts;

/// <summary>Holds values against the schemas of a description.</summary>
internal sealed class ApiSchemas(JsonElement root)
{
    /// <summary>Follows <c>$ref</c>.</summary>
    public JsonElement Resolve(JsonElement element)
    {
        while (element.TryGetProperty("$ref", out var reference))
        {
            element = reference
                .GetString()!
                .Split('/')
                .Skip(1)
                .Aggregate(root, (current, name) => current.GetProperty(name));
        }

        return element;
    }

    /// <summary>Checks a text of a path or a query, which may stand for a number or a truth value.</summary>
    public IEnumerable<string> CheckText(JsonElement schema, string text)
    {
        var resolved = Resolve(schema);
        var value = TypeOf(resolved) switch
        {
            "integer" or "number" when decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) =>
                JsonSerializer.SerializeToElement(number),
            "boolean" when bool.TryParse(text, out var flag) => JsonSerializer.SerializeToElement(flag),
            _ => JsonSerializer.SerializeToElement(text),
        };
        return Check(resolved, value, "");
    }

    /// <param name="schema">What the value should be.</param>
    /// <param name="value">What it is.</param>
    /// <param name="place">Where it is, such as <c>.head.sha</c>.</param>
    public IEnumerable<string> Check(JsonElement schema, JsonElement value, string place)
    {
        schema = Resolve(schema);

        return value.ValueKind is JsonValueKind.Null
            ? AllowsNull(schema)
                ? []
                : [$"{Named(place)} is null."]
            :
            [
                .. CheckType(schema, value, place),
                .. CheckLimits(schema, value, place),
                .. Alternatives(schema, "allOf").SelectMany(part => Check(part, value, place)),
                .. CheckChoice(schema, "anyOf", value, place),
                .. CheckChoice(schema, "oneOf", value, place),
            ];
    }

    private IEnumerable<string> CheckType(JsonElement schema, JsonElement value, string place) =>
        (TypeOf(schema), value.ValueKind) switch
        {
            (null, JsonValueKind.Object) or ("object", JsonValueKind.Object) => CheckFields(schema, value, place),
            (null, _) => [],
            ("array", JsonValueKind.Array) => schema.TryGetProperty("items", out var items)
                ? value.EnumerateArray().SelectMany((item, index) => Check(items, item, $"{place}[{index}]"))
                : [],
            ("string", JsonValueKind.String) => CheckFormat(schema, value.GetString()!, place),
            ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => [],
            ("integer", JsonValueKind.Number) when value.TryGetDecimal(out var number) && decimal.IsInteger(number) =>
            [],
            var (type, _) => [$"{Named(place)} is {Excerpt(value)} where the type is {type}."],
        };

    private IEnumerable<string> CheckFields(JsonElement schema, JsonElement value, string place)
    {
        var properties = schema.TryGetProperty("properties", out var declared) ? declared : default;
        var rest = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;

        foreach (var field in value.EnumerateObject())
        {
            var inner = $"{place}.{field.Name}";
            var findings =
                properties.ValueKind is JsonValueKind.Object && properties.TryGetProperty(field.Name, out var property)
                    ? Check(property, field.Value, inner)
                : rest.ValueKind is JsonValueKind.Object ? Check(rest, field.Value, inner)
                : rest.ValueKind is JsonValueKind.False ? [$"{Named(inner)} is not known."]
                : [];

            foreach (var finding in findings)
            {
                yield return finding;
            }
        }

        foreach (var name in Alternatives(schema, "required").Select(required => required.GetString()!))
        {
            if (!value.TryGetProperty(name, out _))
            {
                yield return $"{Named($"{place}.{name}")} is missing.";
            }
        }
    }

    private static IEnumerable<string> CheckLimits(JsonElement schema, JsonElement value, string place)
    {
        if (
            schema.TryGetProperty("enum", out var allowed)
            && !allowed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))
        )
        {
            yield return $"{Named(place)} is {Excerpt(value)}, which is none of {allowed.GetRawText()}.";
        }

        var size = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Length,
            JsonValueKind.Array => value.GetArrayLength(),
            JsonValueKind.Number => value.GetDecimal(),
            _ => 0,
        };

        foreach (var (name, fails) in Limits)
        {
            if (schema.TryGetProperty(name, out var limit) && fails(size, limit.GetDecimal()))
            {
                yield return $"{Named(place)} is {Excerpt(value)}, beyond {name} {limit.GetRawText()}.";
            }
        }
    }

    private static readonly (string Name, Func<decimal, decimal, bool> Fails)[] Limits =
    [
        ("minimum", (size, limit) => size < limit),
        ("minLength", (size, limit) => size < limit),
        ("minItems", (size, limit) => size < limit),
        ("maximum", (size, limit) => size > limit),
        ("maxLength", (size, limit) => size > limit),
        ("maxItems", (size, limit) => size > limit),
    ];

    // Exactly one in 'oneOf' is more than the vendors keep to themselves: at least one has to fit.
    private IEnumerable<string> CheckChoice(JsonElement schema, string keyword, JsonElement value, string place)
    {
        List<List<string>> failures = [];

        foreach (var choice in Alternatives(schema, keyword))
        {
            List<string> findings = [.. Check(choice, value, place)];

            if (findings.Count is 0)
            {
                return [];
            }

            failures.Add(findings);
        }

        return failures.Count is 0
            ? []
            : [$"{Named(place)} fits none of {keyword}; the nearest: {failures.MinBy(list => list.Count)![0]}"];
    }

    private static IEnumerable<string> CheckFormat(JsonElement schema, string text, string place)
    {
        var format = schema.TryGetProperty("format", out var name) ? name.GetString() : null;
        var fits = format switch
        {
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            _ => true,
        };
        return fits ? [] : [$"{Named(place)} is '{text}', which is no {format}."];
    }

    private bool AllowsNull(JsonElement schema) =>
        (schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean())
        || Alternatives(schema, "anyOf").Concat(Alternatives(schema, "oneOf")).Any(part => AllowsNull(Resolve(part)))
        || (
            Alternatives(schema, "allOf").Any()
            && TypeOf(schema) is null
            && Alternatives(schema, "allOf").All(part => AllowsNull(Resolve(part)))
        );

    private static JsonElement.ArrayEnumerator Alternatives(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var list) ? list.EnumerateArray() : default;

    private static string? TypeOf(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) ? type.GetString()
        : schema.TryGetProperty("properties", out _) ? "object"
        : null;

    private static string Named(string place) => place.Length is 0 ? "it" : $"'{place.TrimStart('.')}'";

    private static string Excerpt(JsonElement value) =>
        value.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : value.GetRawText();
}

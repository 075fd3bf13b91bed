using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>Makes values of literals and variables, and refuses those of another type.</summary>
/// <param name="schema">The types.</param>
/// <param name="variables">The variables' values.</param>
internal sealed class GraphQlInputs(GraphQlSchema schema, JsonObject variables)
{
    /// <summary>The value of a literal of a type.</summary>
    public JsonNode? Resolve(GraphQlValue value, string type, string place)
    {
        switch (value)
        {
            case GraphQlValue.Variable variable:
                return variables[variable.Name]?.DeepClone();
            case GraphQlValue.EnumValue word:
                return schema.Find(GraphQlSchema.NameOf(type)) is { Kind: "enum" }
                    ? Coerce(JsonValue.Create(word.Name), type, place)
                    : throw new GraphQlException(
                        $"{place} has an invalid value ({word.Name}). Expected type '{type}'."
                    );
            case GraphQlValue.ListValue list:
                return new JsonArray([.. list.Items.Select(item => Resolve(item, Inner(type), place))]);
            case GraphQlValue.ObjectValue fields:
                var input = schema.Find(GraphQlSchema.NameOf(type));
                JsonObject json = [];

                foreach (var (name, item) in fields.Fields)
                {
                    var known =
                        input?.Inputs.FirstOrDefault(one => one.Name == name)
                        ?? throw new GraphQlException(
                            $"InputObject '{type.Trim('!')}' doesn't accept argument '{name}'"
                        );
                    json[name] = Resolve(item, known.Type, $"Argument '{name}' on InputObject '{type.Trim('!')}'");
                }

                return Coerce(json, type, place);
            default:
                var constant = ((GraphQlValue.Constant)value).Json;

                // An enumeration has names in a document, and texts only among variables.
                return constant is not null && schema.Find(GraphQlSchema.NameOf(type)) is { Kind: "enum" }
                    ? throw Invalid(constant, type, place)
                    : Coerce(constant?.DeepClone(), type, place);
        }
    }

    /// <summary>The value of a variable of a type.</summary>
    public JsonNode? Coerce(JsonNode? value, string type, string place)
    {
        if (type.EndsWith('!'))
        {
            return value is null ? throw Invalid(value, type, place) : Coerce(value, type[..^1], place);
        }

        if (value is null)
        {
            return null;
        }

        if (type.StartsWith('['))
        {
            // A single value stands for a list of one.
            return value is JsonArray list
                ? new JsonArray([.. list.Select(item => Coerce(item?.DeepClone(), Inner(type), place))])
                : new JsonArray(Coerce(value, Inner(type), place));
        }

        return schema.Find(type) switch
        {
            { Kind: "enum", Members: var members } => Is(value, out string? word)
            && members.Contains(word!, StringComparer.Ordinal)
                ? value
                : throw Invalid(value, type, place),
            { Kind: "input", Inputs: var inputs } => value is JsonObject json
                ? Fill(json, inputs, type)
                : throw Invalid(value, type, place),
            _ => type switch
            {
                "Int" => Is<int>(value, out _) ? value : throw Invalid(value, type, place),
                "Boolean" => Is<bool>(value, out _) ? value : throw Invalid(value, type, place),
                _ => Is<string>(value, out _) ? value : throw Invalid(value, type, place),
            },
        };
    }

    /// <summary>The type inside a list.</summary>
    public static string Inner(string type) => type.Trim('!') is ['[', .. var inner, ']'] ? inner : type;

    private JsonObject Fill(JsonObject json, IReadOnlyList<GraphQlInput> inputs, string type)
    {
        foreach (var (name, _) in json)
        {
            if (!inputs.Any(input => input.Name == name))
            {
                throw new GraphQlException($"InputObject '{type}' doesn't accept argument '{name}'");
            }
        }

        JsonObject filled = [];

        foreach (var input in inputs)
        {
            var place = $"Argument '{input.Name}' on InputObject '{type}'";

            if (json.ContainsKey(input.Name))
            {
                filled[input.Name] = Coerce(json[input.Name]?.DeepClone(), input.Type, place);
            }
            else if (input.IsRequired)
            {
                throw new GraphQlException($"{place} is required. Expected type {input.Type}");
            }
            else if (input.Default is { } value)
            {
                filled[input.Name] = Resolve(value, input.Type, place);
            }
        }

        return filled;
    }

    private static bool Is<T>(JsonNode value, out T? typed)
    {
        typed = default;
        return value is JsonValue simple && simple.TryGetValue(out typed);
    }

    private static GraphQlException Invalid(JsonNode? value, string type, string place) =>
        new($"{place} has an invalid value ({value?.ToJsonString() ?? "null"}). Expected type '{type}'.");
}

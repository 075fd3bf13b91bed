using System.Collections;
using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>One operation, resolved field by field.</summary>
internal sealed class GraphQlRun(
    GraphQlSchema schema,
    GraphQlResolvers resolvers,
    GraphQlDocument document,
    GraphQlInputs inputs
)
{
    public List<JsonNode> Errors { get; } = [];

    public JsonObject Select(
        GraphQlType type,
        object source,
        IReadOnlyList<GraphQlSelection> selections,
        IReadOnlyList<JsonNode> path
    )
    {
        JsonObject json = [];

        foreach (var group in Flatten(type, selections).GroupBy(field => field.Alias, StringComparer.Ordinal))
        {
            var field = group.First();
            json[field.Alias] = field.Name is "__typename"
                ? JsonValue.Create(type.Name)
                : Resolve(
                    type,
                    source,
                    field with
                    {
                        Selections = [.. group.SelectMany(one => one.Selections)],
                    },
                    [.. path, JsonValue.Create(field.Alias)]
                );
        }

        return json;
    }

    private IEnumerable<GraphQlSelection.Field> Flatten(GraphQlType type, IEnumerable<GraphQlSelection> selections) =>
        selections.SelectMany(selection =>
            selection switch
            {
                GraphQlSelection.Field field => [field],
                GraphQlSelection.Fragment fragment => Enter(type, fragment),
                GraphQlSelection.Spread spread => Enter(type, document.Fragments[spread.Name]),
                _ => [],
            }
        );

    private IEnumerable<GraphQlSelection.Field> Enter(GraphQlType type, GraphQlSelection.Fragment fragment) =>
        fragment.Type is null || GraphQlSchema.Overlap(type, schema.Find(fragment.Type)!)
            ? Flatten(type, fragment.Selections)
            : [];

    private JsonNode? Resolve(
        GraphQlType type,
        object source,
        GraphQlSelection.Field field,
        IReadOnlyList<JsonNode> path
    )
    {
        var known = type.Fields[field.Name];

        try
        {
            var value = resolvers[type.Name, field.Name](source, Arguments(field, known));
            return Complete(known.Type, value, field, path);
        }
        catch (GraphQlException exception)
        {
            Errors.Add(
                GraphQlExecutor.Describe(
                    new(exception.Message, field.Line, field.Column) { Code = exception.Code },
                    path
                )
            );
            return known.Type.EndsWith('!') ? throw new GraphQlNullException() : null;
        }
        catch (GraphQlNullException) when (!known.Type.EndsWith('!'))
        {
            return null;
        }
    }

    private GraphQlArguments Arguments(GraphQlSelection.Field field, GraphQlField known) =>
        new(
            known
                .Arguments.Where(argument => field.Arguments.ContainsKey(argument.Name) || argument.Default is not null)
                .ToDictionary(
                    argument => argument.Name,
                    argument =>
                        inputs.Resolve(
                            field.Arguments.GetValueOrDefault(argument.Name) ?? argument.Default!,
                            argument.Type,
                            $"Argument '{argument.Name}' on Field '{field.Name}'"
                        ),
                    StringComparer.Ordinal
                )
        );

    private JsonNode? Complete(string type, object? value, GraphQlSelection.Field field, IReadOnlyList<JsonNode> path)
    {
        if (value is null)
        {
            return type.EndsWith('!')
                ? throw new InvalidOperationException($"The forge has no {field.Name}, which must not be null.")
                : null;
        }

        if (type.StartsWith('['))
        {
            return new JsonArray([
                .. ((IEnumerable)value)
                    .Cast<object?>()
                    .Select(
                        (item, index) =>
                            Complete(GraphQlInputs.Inner(type), item, field, [.. path, JsonValue.Create(index)])
                    ),
            ]);
        }

        return schema.Find(type.TrimEnd('!')) switch
        {
            { Kind: "type" } inner => Select(inner, value, field.Selections, path),
            { Kind: "union" or "interface" } => value is GraphQlNode node
                ? Select(schema.Find(node.Type)!, node.Value, field.Selections, path)
                : throw new InvalidOperationException($"The forge does not say what {field.Name} is."),
            _ => value switch
            {
                string text => JsonValue.Create(text),
                bool flag => JsonValue.Create(flag),
                int number => JsonValue.Create(number),
                long number => JsonValue.Create(number),
                _ => throw new InvalidOperationException($"{field.Name} is no scalar but {value}."),
            },
        };
    }
}

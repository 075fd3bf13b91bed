using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>A value as a document has it.</summary>
internal abstract record GraphQlValue
{
    private GraphQlValue() { }

    public sealed record Variable(string Name) : GraphQlValue;

    /// <summary>A number, a text, a truth value or null.</summary>
    public sealed record Constant(JsonNode? Json) : GraphQlValue;

    public sealed record EnumValue(string Name) : GraphQlValue;

    public sealed record ListValue(IReadOnlyList<GraphQlValue> Items) : GraphQlValue;

    public sealed record ObjectValue(IReadOnlyDictionary<string, GraphQlValue> Fields) : GraphQlValue;

    /// <summary>The variables in it.</summary>
    public IEnumerable<string> Variables =>
        this switch
        {
            Variable variable => [variable.Name],
            ListValue list => list.Items.SelectMany(item => item.Variables),
            ObjectValue fields => fields.Fields.Values.SelectMany(item => item.Variables),
            _ => [],
        };
}

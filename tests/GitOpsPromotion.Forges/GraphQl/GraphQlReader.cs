using System.Globalization;
using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>Reads documents and schemas word by word.</summary>
internal sealed class GraphQlReader(string text)
{
    private readonly IReadOnlyList<GraphQlToken> tokens = GraphQlLexer.Read(text);
    private int position;

    public GraphQlToken Next => tokens[position];

    public bool AtEnd => Next.Kind is GraphQlTokenKind.End;

    public bool Try(string word)
    {
        var found = Next.Kind is GraphQlTokenKind.Punctuator or GraphQlTokenKind.Name && Next.Text == word;
        position += found ? 1 : 0;
        return found;
    }

    public void Expect(string word)
    {
        if (!Try(word))
        {
            throw Unexpected(word);
        }
    }

    public string Name()
    {
        var token = Next;
        position++;
        return token.Kind is GraphQlTokenKind.Name ? token.Text : throw Unexpected("a name", token);
    }

    /// <summary>Items up to a closing mark.</summary>
    public IReadOnlyList<T> Until<T>(string close, Func<T> item)
    {
        List<T> items = [];

        while (!Try(close))
        {
            items.Add(item());
        }

        return items;
    }

    /// <summary>A type, such as <c>[String!]!</c>.</summary>
    public string Type()
    {
        string type;

        if (Try("["))
        {
            type = $"[{Type()}]";
            Expect("]");
        }
        else
        {
            type = Name();
        }

        return Try("!") ? $"{type}!" : type;
    }

    public GraphQlValue Value()
    {
        var token = Next;
        position++;

        return token switch
        {
            { Kind: GraphQlTokenKind.Text } => new GraphQlValue.Constant(JsonValue.Create(token.Text)),
            { Kind: GraphQlTokenKind.Number } => new GraphQlValue.Constant(JsonNode.Parse(token.Text)),
            { Text: "true" or "false" } => new GraphQlValue.Constant(JsonValue.Create(token.Text is "true")),
            { Text: "null" } => new GraphQlValue.Constant(null),
            { Kind: GraphQlTokenKind.Name } => new GraphQlValue.EnumValue(token.Text),
            { Text: "$" } => new GraphQlValue.Variable(Name()),
            { Text: "[" } => new GraphQlValue.ListValue(Until("]", Value)),
            { Text: "{" } => new GraphQlValue.ObjectValue(Pairs("}")),
            _ => throw Unexpected("a value", token),
        };
    }

    /// <summary>Names with values up to a closing mark.</summary>
    public IReadOnlyDictionary<string, GraphQlValue> Pairs(string close) =>
        Until(
                close,
                () =>
                {
                    var name = Name();
                    Expect(":");
                    return KeyValuePair.Create(name, Value());
                }
            )
            .ToDictionary(StringComparer.Ordinal);

    private GraphQlException Unexpected(string wanted, GraphQlToken? token = null)
    {
        var found = token ?? Next;
        return new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Expected {wanted}, actual: {(found.Text.Length is 0 ? "end of document" : found.Text)} at [{found.Line}, {found.Column}]"
            ),
            found.Line,
            found.Column
        );
    }
}

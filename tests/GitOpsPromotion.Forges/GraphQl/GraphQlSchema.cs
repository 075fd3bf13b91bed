namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>The types of an API, read from the schema language.</summary>
internal sealed class GraphQlSchema
{
    private readonly Dictionary<string, GraphQlType> types = new(StringComparer.Ordinal);

    public static GraphQlSchema Parse(string text)
    {
        GraphQlSchema schema = new();
        GraphQlReader reader = new(text);

        while (!reader.AtEnd)
        {
            var type = Type(reader);
            schema.types.Add(type.Name, type);
        }

        foreach (var one in schema.types.Values.Where(type => type.Kind is "interface").ToList())
        {
            schema.types[one.Name] = one with
            {
                Members =
                [
                    .. schema
                        .types.Values.Where(type => type.Interfaces.Contains(one.Name, StringComparer.Ordinal))
                        .Select(type => type.Name),
                ],
            };
        }

        return schema;
    }

    public IEnumerable<GraphQlType> Types => types.Values;

    /// <summary>The type of that name; null for the scalars, which are not declared.</summary>
    public GraphQlType? Find(string name) => types.GetValueOrDefault(name);

    /// <summary>The name inside, such as <c>String</c> in <c>[String!]!</c>.</summary>
    public static string NameOf(string type) => type.Trim('[', ']', '!');

    /// <summary>Whether a value of a type can be of the other: the same one, or a member of it.</summary>
    public static bool Overlap(GraphQlType one, GraphQlType other) =>
        one == other
        || one.Members.Contains(other.Name, StringComparer.Ordinal)
        || other.Members.Contains(one.Name, StringComparer.Ordinal);

    private static GraphQlType Type(GraphQlReader reader)
    {
        var kind = reader.Name();
        var name = reader.Name();

        if (kind is "union")
        {
            reader.Expect("=");
            List<string> members = [reader.Name()];

            while (reader.Try("|"))
            {
                members.Add(reader.Name());
            }

            return new(kind, name) { Members = members };
        }

        List<string> interfaces = [];

        while (reader.Try("implements") || reader.Try("&"))
        {
            interfaces.Add(reader.Name());
        }

        reader.Expect("{");
        return kind switch
        {
            "enum" => new(kind, name) { Members = reader.Until("}", reader.Name) },
            "input" => new(kind, name) { Inputs = reader.Until("}", () => Input(reader)) },
            _ => new(kind, name)
            {
                Interfaces = interfaces,
                Fields = reader
                    .Until("}", () => Field(reader))
                    .ToDictionary(field => field.Name, StringComparer.Ordinal),
            },
        };
    }

    private static GraphQlField Field(GraphQlReader reader)
    {
        var name = reader.Name();
        var arguments = reader.Try("(") ? reader.Until(")", () => Input(reader)) : [];
        reader.Expect(":");
        return new(name, reader.Type(), arguments);
    }

    private static GraphQlInput Input(GraphQlReader reader)
    {
        var name = reader.Name();
        reader.Expect(":");
        return new(name, reader.Type(), reader.Try("=") ? reader.Value() : null);
    }
}

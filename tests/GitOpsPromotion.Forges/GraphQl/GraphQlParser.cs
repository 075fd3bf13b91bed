namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>Reads what a client sends.</summary>
internal static class GraphQlParser
{
    public static GraphQlDocument Parse(string text)
    {
        GraphQlReader reader = new(text);
        List<GraphQlOperation> operations = [];
        Dictionary<string, GraphQlSelection.Fragment> fragments = new(StringComparer.Ordinal);

        while (!reader.AtEnd)
        {
            if (reader.Try("fragment"))
            {
                var name = reader.Name();
                reader.Expect("on");
                fragments.Add(name, new(reader.Name(), Selections(reader)));
            }
            else
            {
                operations.Add(Operation(reader));
            }
        }

        return new(operations, fragments);
    }

    private static GraphQlOperation Operation(GraphQlReader reader)
    {
        if (reader.Next.Text is "{")
        {
            return new("query", Name: null, [], Selections(reader));
        }

        var kind = reader.Try("mutation") ? "mutation" : "query";

        if (kind is "query")
        {
            reader.Expect("query");
        }

        var name = reader.Next.Kind is GraphQlTokenKind.Name ? reader.Name() : null;
        var variables = reader.Try("(") ? reader.Until(")", () => Variable(reader)) : [];
        return new(kind, name, variables, Selections(reader));
    }

    private static GraphQlVariable Variable(GraphQlReader reader)
    {
        reader.Expect("$");
        var name = reader.Name();
        reader.Expect(":");
        return new(name, reader.Type(), reader.Try("=") ? reader.Value() : null);
    }

    private static IReadOnlyList<GraphQlSelection> Selections(GraphQlReader reader)
    {
        reader.Expect("{");
        return reader.Until("}", () => Selection(reader));
    }

    private static GraphQlSelection Selection(GraphQlReader reader)
    {
        var (line, column) = (reader.Next.Line, reader.Next.Column);

        if (reader.Try("..."))
        {
            return reader.Try("on") ? new GraphQlSelection.Fragment(reader.Name(), Selections(reader))
                : reader.Next.Text is "{" ? new GraphQlSelection.Fragment(Type: null, Selections(reader))
                : new GraphQlSelection.Spread(reader.Name(), line, column);
        }

        var name = reader.Name();
        var alias = name;

        if (reader.Try(":"))
        {
            name = reader.Name();
        }

        var arguments = reader.Try("(")
            ? reader.Pairs(")")
            : new Dictionary<string, GraphQlValue>(StringComparer.Ordinal);
        return new GraphQlSelection.Field(
            alias,
            name,
            arguments,
            reader.Next.Text is "{" ? Selections(reader) : [],
            line,
            column
        );
    }
}

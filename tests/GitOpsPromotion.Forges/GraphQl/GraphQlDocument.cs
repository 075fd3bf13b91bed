namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>What a client sends.</summary>
internal sealed record GraphQlDocument(
    IReadOnlyList<GraphQlOperation> Operations,
    IReadOnlyDictionary<string, GraphQlSelection.Fragment> Fragments
);

/// <param name="Kind"><c>query</c> or <c>mutation</c>.</param>
/// <param name="Name">Its name, or null.</param>
/// <param name="Variables">What it declares.</param>
/// <param name="Selections">What it asks for.</param>
internal sealed record GraphQlOperation(
    string Kind,
    string? Name,
    IReadOnlyList<GraphQlVariable> Variables,
    IReadOnlyList<GraphQlSelection> Selections
);

internal sealed record GraphQlVariable(string Name, string Type, GraphQlValue? Default);

internal abstract record GraphQlSelection
{
    private GraphQlSelection() { }

    public sealed record Field(
        string Alias,
        string Name,
        IReadOnlyDictionary<string, GraphQlValue> Arguments,
        IReadOnlyList<GraphQlSelection> Selections,
        int Line,
        int Column
    ) : GraphQlSelection;

    /// <summary>A fragment, in line or by itself. Without a type it applies always.</summary>
    public sealed record Fragment(string? Type, IReadOnlyList<GraphQlSelection> Selections) : GraphQlSelection;

    public sealed record Spread(string Name, int Line, int Column) : GraphQlSelection;
}

namespace GitOpsPromotion.Forges.GraphQl;

/// <param name="Kind"><c>type</c>, <c>union</c>, <c>interface</c>, <c>enum</c> or <c>input</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record GraphQlType(string Kind, string Name)
{
    public IReadOnlyDictionary<string, GraphQlField> Fields { get; init; } =
        new Dictionary<string, GraphQlField>(StringComparer.Ordinal);

    public IReadOnlyList<GraphQlInput> Inputs { get; init; } = [];

    /// <summary>The interfaces of a type.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>The values of an enumeration, or the types of a union or an interface.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];
}

internal sealed record GraphQlField(string Name, string Type, IReadOnlyList<GraphQlInput> Arguments);

internal sealed record GraphQlInput(string Name, string Type, GraphQlValue? Default)
{
    public bool IsRequired => Type.EndsWith('!') && Default is null;
}

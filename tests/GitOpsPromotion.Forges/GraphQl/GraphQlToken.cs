namespace GitOpsPromotion.Forges.GraphQl;

internal enum GraphQlTokenKind
{
    Punctuator,
    Name,
    Number,
    Text,
    End,
}

/// <summary>A word of a document, and where it stands, counted from one.</summary>
internal sealed record GraphQlToken(GraphQlTokenKind Kind, string Text, int Line, int Column);

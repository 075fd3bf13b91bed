namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>An error that the client is told.</summary>
/// <param name="message">The message.</param>
/// <param name="line">Where in the document.</param>
/// <param name="column">Where in the line.</param>
public sealed class GraphQlException(string message, int line = 0, int column = 0) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>GitHub's name for what went wrong, such as <c>NOT_FOUND</c>.</summary>
    public string? Code { get; init; }
}

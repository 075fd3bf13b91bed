namespace GitOpsPromotion.Forges;

/// <summary>A request that the server received.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and the query.</param>
/// <param name="Authorization">The values of all its <c>Authorization</c> headers.</param>
/// <param name="Headers">All headers by name, with joined values.</param>
public sealed record GitHttpRequest(
    string Method,
    string Path,
    IReadOnlyList<string> Authorization,
    IReadOnlyDictionary<string, string> Headers
);

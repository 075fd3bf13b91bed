namespace GitOpsPromotion.Forges.Serving;

/// <summary>A request as a server received it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The path and the query, escaped as they were sent.</param>
/// <param name="Body">The body; empty for git's own requests.</param>
/// <param name="Authorization">The values of all its <c>Authorization</c> headers.</param>
/// <param name="Headers">All headers, each with its values joined.</param>
public sealed record ForgeRequest(
    string Method,
    string Target,
    string Body,
    IReadOnlyList<string> Authorization,
    IReadOnlyDictionary<string, string> Headers
)
{
    public string Path => Target.Split('?', 2)[0];

    /// <summary>Whether it is a request of git, not of a client of the API.</summary>
    public bool IsGit =>
        Target.EndsWith("/git-upload-pack", StringComparison.Ordinal)
        || Target.Contains("/info/refs?service=", StringComparison.Ordinal)
        || IsPush;

    /// <summary>Whether it is a push.</summary>
    public bool IsPush => Target.EndsWith("/git-receive-pack", StringComparison.Ordinal);

    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The decoded value of a query parameter, or null.</summary>
    public string? Query(string name) =>
        Target.Split('?', 2) is [_, var query]
            ? query
                .Split('&')
                .Select(pair => pair.Split('=', 2))
                .Where(pair => Decode(pair[0]) == name)
                .Select(pair => Decode(pair.ElementAtOrDefault(1) ?? ""))
                .FirstOrDefault()
            : null;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

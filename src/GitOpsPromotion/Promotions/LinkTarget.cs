namespace GitOpsPromotion.Promotions;

/// <summary>Resolves symbolic links within a tree.</summary>
internal static class LinkTarget
{
    /// <param name="link">The path of the link from the root, with slashes.</param>
    /// <param name="text">The target in the link.</param>
    /// <returns>A path from the root; null if the link leads out of the repository, or to its root.</returns>
    public static string? Resolve(string link, string text)
    {
        if (text.Length == 0 || text[0] is '/')
        {
            return null;
        }

        List<string> path = [.. link.Split('/')[..^1]];
        foreach (var segment in text.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment is ".")
            {
                continue;
            }

            if (segment is not "..")
            {
                path.Add(segment);
            }
            else if (path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
            else
            {
                return null;
            }
        }

        return path.Count > 0 ? string.Join('/', path) : null;
    }
}

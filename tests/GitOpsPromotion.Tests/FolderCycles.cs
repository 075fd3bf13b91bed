using System.Text.RegularExpressions;

namespace GitOpsPromotion.Tests;

/// <summary>Finds cycles between folders: folders whose source files use each other.</summary>
/// <remarks>
/// A file uses the namespaces of its <c>using</c> lines, and the parent namespaces whose types it names.
/// </remarks>
internal static partial class FolderCycles
{
    /// <summary>A cycle as namespaces, the first one repeated at the end; empty if there is none.</summary>
    /// <param name="files">The source files: paths from the root of the checkout, and contents.</param>
    public static IReadOnlyList<string> Find(IReadOnlyCollection<(string Path, string Text)> files)
    {
        var edges = EdgesOf(files);
        HashSet<string> done = new(StringComparer.Ordinal);
        return edges.Keys.Select(start => Search(start, [], edges, done)).FirstOrDefault(cycle => cycle.Count > 0)
            ?? [];
    }

    private static List<string> Search(
        string folder,
        List<string> path,
        Dictionary<string, HashSet<string>> edges,
        HashSet<string> done
    )
    {
        if (path.IndexOf(folder) is var start and >= 0)
        {
            return [.. path[start..], folder];
        }

        if (done.Contains(folder))
        {
            return [];
        }

        var cycle = edges
            .GetValueOrDefault(folder, [])
            .Select(used => Search(used, [.. path, folder], edges, done))
            .FirstOrDefault(found => found.Count > 0);
        done.Add(folder);
        return cycle ?? [];
    }

    private static Dictionary<string, HashSet<string>> EdgesOf(IReadOnlyCollection<(string Path, string Text)> files)
    {
        var typesOf = files
            .GroupBy(file => DependencyRules.NamespaceOf(file.Path), StringComparer.Ordinal)
            .ToDictionary(
                folder => folder.Key,
                folder => folder.SelectMany(file => DeclaredTypes(file.Text)).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal
            );
        return files
            .GroupBy(file => DependencyRules.NamespaceOf(file.Path), StringComparer.Ordinal)
            .ToDictionary(
                folder => folder.Key,
                folder => folder.SelectMany(file => UsedBy(file, typesOf)).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal
            );
    }

    private static IEnumerable<string> UsedBy(
        (string Path, string Text) file,
        Dictionary<string, HashSet<string>> typesOf
    )
    {
        var own = DependencyRules.NamespaceOf(file.Path);
        var code = CommentOrText.Replace(file.Text, "");
        var names = Identifier
            .Matches(UsingLine.Replace(code, ""))
            .Select(match => match.Value)
            .ToHashSet(StringComparer.Ordinal);
        var parents = typesOf
            .Where(folder => own.StartsWith(folder.Key + ".", StringComparison.Ordinal))
            .Where(folder => folder.Value.Overlaps(names))
            .Select(folder => folder.Key);
        return Using
            .Matches(code)
            .Select(match => match.Groups["name"].Value)
            .Where(typesOf.ContainsKey)
            .Concat(parents)
            .Where(used => used != own);
    }

    private static IEnumerable<string> DeclaredTypes(string text) =>
        Declaration.Matches(CommentOrText.Replace(text, "")).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(
        """//[^\n]*|"{3}.*?"{3}|"(\\.|[^"\\\n])*"|'(\\.|[^'\\\n])+'""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline
    )]
    private static partial Regex CommentOrText { get; }

    [GeneratedRegex(
        @"^using (static )?(?<name>GitOpsPromotion[\w.]*)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex Using { get; }

    [GeneratedRegex("^using [^;(]+;", RegexOptions.Multiline)]
    private static partial Regex UsingLine { get; }

    [GeneratedRegex(
        @"^(public|internal)[\w ]*\b(class|record|struct|enum|interface) (?<name>[A-Z]\w*)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex Declaration { get; }

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Identifier { get; }
}

using System.Globalization;

namespace GitOpsPromotion.Tests.Cli;

/// <summary>The YAML blocks in the pages.</summary>
internal static class DocumentedYaml
{
    /// <summary>The blocks by page and line, without the indentation of a list.</summary>
    public static IEnumerable<(string Name, string Text)> Blocks() =>
        Directory
            .EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Checkout.Root, "README.md"))
            .Order(StringComparer.Ordinal)
            .SelectMany(BlocksOf);

    private static IEnumerable<(string Name, string Text)> BlocksOf(string page)
    {
        var name = Path.GetRelativePath(Checkout.Root, page).Replace('\\', '/');
        var lines = File.ReadAllLines(page);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() is "```yaml")
            {
                var indentation = lines[i].Length - lines[i].TrimStart().Length;
                var start = i + 1;
                var end = Array.FindIndex(lines, start, line => line.Trim() is "```");
                yield return (
                    string.Create(CultureInfo.InvariantCulture, $"{name}:{start}"),
                    string.Concat(lines[start..end].Select(line => line[Math.Min(indentation, line.Length)..] + '\n'))
                );
                i = end;
            }
        }
    }
}

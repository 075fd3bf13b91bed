using System.Buffers;

namespace GitOpsPromotion.Manifests;

/// <summary>Finds the name of an image or a chart in any text.</summary>
internal static class ImageMention
{
    private static readonly SearchValues<char> KeyStarts = SearchValues.Create(" \t\"'{,");

    private static readonly string[] Keys = ["image", "imageName", "repository", "newName", "chart"];

    /// <summary>The first line with the name, from 1; null if the text does not contain it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name, such as <c>ghcr.io/acme/web</c> or <c>nginx</c>.</param>
    /// <remarks>
    /// The registry is ignored, because it can be in another key or be a mirror. A name without a path is ambiguous, so
    /// it counts only as the value of a key for images or charts.
    /// </remarks>
    public static int? FindLine(string text, string name)
    {
        var path = WithoutRegistry(name);
        var isPath = path.Contains('/', StringComparison.Ordinal);
        for (
            var index = text.IndexOf(path, StringComparison.Ordinal);
            index >= 0;
            index = text.IndexOf(path, index + 1, StringComparison.Ordinal)
        )
        {
            var before = text.AsSpan(0, index);
            if (
                !ContinuesName(text.AsSpan(index + path.Length))
                && !EndsInsideName(before)
                && (isPath || IsValueOfKey(before))
            )
            {
                return before.Count('\n') + 1;
            }
        }

        return null;
    }

    /// <summary>Whether the text ends where the value of a key for images or charts starts, or after its registry.</summary>
    private static bool IsValueOfKey(ReadOnlySpan<char> before)
    {
        before = before[(before.LastIndexOf('\n') + 1)..];
        if (before.EndsWith("/"))
        {
            before = before[..(before.LastIndexOfAny(" \t\"'") + 1)];
        }

        before = before.TrimEnd(" \t\"'");
        if (!before.EndsWith(":"))
        {
            return false;
        }

        var key = before[..^1].TrimEnd(" \t\"'");
        key = key[(key.LastIndexOfAny(KeyStarts) + 1)..];
        foreach (var known in Keys)
        {
            if (key.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the first character continues the name before it.</summary>
    private static bool ContinuesName(ReadOnlySpan<char> after) =>
        after is [var first, ..] && (char.IsAsciiLetterOrDigit(first) || first is '_' or '/' or '-');

    /// <summary>Whether the last character belongs to the name after it.</summary>
    private static bool EndsInsideName(ReadOnlySpan<char> before) =>
        before is [.., var last] && (char.IsAsciiLetterOrDigit(last) || last is '.' or '_' or '-');

    private static string WithoutRegistry(string name)
    {
        const string official = "library/";
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var hasRegistry =
            slash > 0
            && (
                name.AsSpan(0, slash).IndexOfAny('.', ':') >= 0
                || name.StartsWith("localhost/", StringComparison.Ordinal)
            );
        var path = hasRegistry ? name[(slash + 1)..] : name;
        return path.StartsWith(official, StringComparison.Ordinal) ? path[official.Length..] : path;
    }
}

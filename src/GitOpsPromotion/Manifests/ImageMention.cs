using System.Buffers;

namespace GitOpsPromotion.Manifests;

/// <summary>Looks for the name of an image or a chart in a text of any kind.</summary>
internal static class ImageMention
{
    private static readonly SearchValues<char> KeyStarts = SearchValues.Create(" \t\"'{,");

    private static readonly string[] Keys = ["image", "imageName", "repository", "newName", "chart"];

    /// <summary>The line of the first place, from 1; null where it is named nowhere.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name, such as <c>ghcr.io/acme/web</c> or <c>nginx</c>.</param>
    /// <remarks>
    /// The registry does not count: it may stand beside, or be another mirror. A name of one segment, which may be
    /// anything, counts only as the value of a key that names images or charts.
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
            if (!GoesOn(text.AsSpan(index + path.Length)) && !HasBegun(before) && (isPath || IsValueOfKey(before)))
            {
                return before.Count('\n') + 1;
            }
        }

        return null;
    }

    /// <summary>Whether what comes after such a text, but for a registry, is the value of a key.</summary>
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

    /// <summary>Whether the character after a name makes it another name.</summary>
    private static bool GoesOn(ReadOnlySpan<char> after) =>
        after is [var first, ..] && (char.IsAsciiLetterOrDigit(first) || first is '_' or '/' or '-');

    /// <summary>Whether the character before a name makes it another name.</summary>
    private static bool HasBegun(ReadOnlySpan<char> before) =>
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

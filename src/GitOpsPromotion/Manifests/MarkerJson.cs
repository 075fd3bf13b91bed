using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Manifests;

/// <summary>
/// Reads the JSON of a comment as Go reads it into a <c>map[string]string</c>: an object of strings, where a later key
/// replaces an earlier one and <c>null</c> is an empty string.
/// </summary>
/// <remarks>
/// Not System.Text.Json, because most comments are not JSON: this reader stops at the first invalid character, without
/// an exception and without a copy of the line.
/// </remarks>
internal ref partial struct MarkerJson(ReadOnlySpan<char> text)
{
    private const int MaxDepth = 64;

    private static readonly SearchValues<char> NotPlain = SearchValues.Create([
        .. "\"\\",
        .. Enumerable.Range(0, ' ').Select(code => (char)code),
    ]);

    private ReadOnlySpan<char> rest = text;

    /// <summary>The value of a key; null if the key is missing, or the text is not an object of strings.</summary>
    public static string? Find(string key, ReadOnlySpan<char> text) => new MarkerJson(text).Find(key);

    /// <summary>Whether the text is a JSON object of any kind, nested at most 64 levels deep.</summary>
    public static bool IsObject(ReadOnlySpan<char> text) => new MarkerJson(text).IsObject();

    private string? Find(string key)
    {
        string? found = null;
        if (!Skip('{'))
        {
            return null;
        }

        do
        {
            if (ReadString() is not { } name || !Skip(':') || ReadStringOrNull() is not { } value)
            {
                return null;
            }

            found = string.Equals(name, key, StringComparison.Ordinal) ? value : found;
        } while (Skip(','));

        return Skip('}') && TrimStart().IsEmpty ? found : null;
    }

    private bool IsObject() => TrimStart() is ['{', ..] && SkipValue(depth: 1) && TrimStart().IsEmpty;

    /// <param name="depth">The depth of the value, if it is an object or an array.</param>
    private bool SkipValue(int depth)
    {
        if (Skip('{'))
        {
            return depth <= MaxDepth && SkipMembers('}', isObject: true, depth);
        }

        if (Skip('['))
        {
            return depth <= MaxDepth && SkipMembers(']', isObject: false, depth);
        }

        return TrimStart() is ['"', ..] ? ReadString() is not null : SkipLiteral();
    }

    private bool SkipMembers(char end, bool isObject, int depth)
    {
        if (Skip(end))
        {
            return true;
        }

        do
        {
            if ((isObject && (ReadString() is null || !Skip(':'))) || !SkipValue(depth + 1))
            {
                return false;
            }
        } while (Skip(','));

        return Skip(end);
    }

    private bool SkipLiteral()
    {
        foreach (var match in Literal.EnumerateMatches(TrimStart()))
        {
            rest = rest[match.Length..];
            return true;
        }

        return false;
    }

    private string? ReadStringOrNull()
    {
        if (!TrimStart().StartsWith("null"))
        {
            return ReadString();
        }

        rest = rest[4..];
        return "";
    }

    private string? ReadString()
    {
        if (!Skip('"'))
        {
            return null;
        }

        StringBuilder value = new();
        while (!rest.IsEmpty && rest[0] is not '"')
        {
            if (rest[0] < ' ' || (rest[0] is '\\' && !ReadEscape(value)))
            {
                return null;
            }

            var length = rest.IndexOfAny(NotPlain);
            length = length < 0 ? rest.Length : length;
            value.Append(rest[..length]);
            rest = rest[length..];
        }

        return Skip('"') ? value.ToString() : null;
    }

    private bool ReadEscape(StringBuilder value)
    {
        var character = rest.Length < 2 ? '\0' : rest[1];
        if (character is 'u')
        {
            var isCode = ushort.TryParse(
                rest.Length < 6 ? "" : rest[2..6],
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var code
            );
            value.Append((char)code);
            rest = isCode ? rest[6..] : rest;
            return isCode;
        }

        var index = "\"\\/bfnrt".IndexOf(character, StringComparison.Ordinal);
        value.Append(index < 0 ? character : "\"\\/\b\f\n\r\t"[index]);
        rest = index < 0 ? rest : rest[2..];
        return index >= 0;
    }

    private bool Skip(char character)
    {
        if (TrimStart() is not [var first, ..] || first != character)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private ReadOnlySpan<char> TrimStart() => rest = rest.TrimStart(" \t\r\n");

    [GeneratedRegex(
        @"\G(true|false|null|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Literal { get; }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Manifests;

/// <summary>
/// Reads the JSON of a comment as Go reads it into a <c>map[string]string</c>: an object of strings, where a later key
/// replaces an earlier one and <c>null</c> is an empty string.
/// </summary>
/// <remarks>
/// Written by hand because most comments are no JSON: this stops at the first wrong character, without an exception and
/// without a copy of the line, so that no text makes it slow.
/// </remarks>
internal ref struct MarkerJson(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> NotPlain = SearchValues.Create([
        .. "\"\\",
        .. Enumerable.Range(0, ' ').Select(code => (char)code),
    ]);

    private ReadOnlySpan<char> rest = text;

    /// <summary>The value of a key; null where there is none, and where the text is anything but such an object.</summary>
    public static string? Find(string key, ReadOnlySpan<char> text) => new MarkerJson(text).Find(key);

    private string? Find(string key)
    {
        string? found = null;
        if (!Skip('{'))
        {
            return null;
        }

        do
        {
            if (ReadString() is not { } name || !Skip(':') || ReadValue() is not { } value)
            {
                return null;
            }

            found = string.Equals(name, key, StringComparison.Ordinal) ? value : found;
        } while (Skip(','));

        return Skip('}') && TrimStart().IsEmpty ? found : null;
    }

    private string? ReadValue()
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
}

using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Text;

/// <summary>The rule for group, app, environment and feature names: each is a folder and part of a branch name.</summary>
/// <remarks>Source: https://git-scm.com/docs/git-check-ref-format</remarks>
internal static class PathSegment
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form =
        "a path segment that git accepts in a branch name: no '/', ':', space, control or format character, none of ~^?*[\\, "
        + "no '..' or '@{', no '.' or '-' at the start, no '.' or '.lock' at the end, at most 80 bytes";

    // The last part of a branch name can contain three of them (`feature/<group>-<app>-<feature>`). git stores it in a
    // file with that name plus ".lock", and file systems limit names to 255 bytes.
    private const int MaxBytes = 80;

    public static bool IsValid(string? text) =>
        text is { Length: > 0 }
        && text is not "@"
        && text[0] is not ('.' or '-')
        && text[^1] is not '.'
        && !text.EndsWith(".lock", StringComparison.OrdinalIgnoreCase)
        && !text.Contains("..", StringComparison.Ordinal)
        && !text.Contains("@{", StringComparison.Ordinal)
        && text.EnumerateRunes().All(IsAllowed)
        && Encoding.UTF8.GetByteCount(text) <= MaxBytes;

    private static bool IsAllowed(Rune rune) =>
        rune != Rune.ReplacementChar
        && rune.Value is not ('/' or ':' or ' ' or '~' or '^' or '?' or '*' or '[' or '\\')
        && Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.Surrogate
            );
}

using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Images;

/// <summary>The rule that group, app, environment and feature names share: each is a folder, and a part of a branch name.</summary>
/// <remarks>Source: https://git-scm.com/docs/git-check-ref-format</remarks>
internal static class PathSegment
{
    /// <summary>The rule in words, for help and errors.</summary>
    public const string Form =
        "one path segment that git accepts in a branch name: no '/', ':', blank, control or format character, none of ~^?*[\\, "
        + "no '..' or '@{', no dot or dash in front, no dot or '.lock' at the end, at most 80 bytes";

    // Three of them stand in the last part of a branch name (`feature/<group>-<app>-<feature>`), which git keeps in a
    // file of that name and ".lock": file systems end at 255 bytes.
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

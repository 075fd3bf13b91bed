using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Promotions;

/// <summary>Why a promotion is merged without its gate. The reason is written into the history.</summary>
public sealed record OverrideReason : IParsable<OverrideReason>
{
    public const int MaxLength = 200;

    private OverrideReason(string value) => Value = value;

    /// <summary>The valid form, for help and errors.</summary>
    public static string Form =>
        string.Create(CultureInfo.InvariantCulture, $"a sentence of at most {MaxLength} characters, on one line");

    public string Value { get; }

    public static OverrideReason Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var reason)
            ? reason
            : throw new FormatException($"'{s}' is not a valid reason. Expected {Form}.");

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out OverrideReason? result
    )
    {
        var text = s?.Trim();
        result = text is { Length: > 0 and <= MaxLength } && text.EnumerateRunes().All(IsVisible) ? new(text) : null;
        return result is not null;
    }

    public override string ToString() => Value;

    // Line ends would start a paragraph or a trailer in the commit message; format characters reverse or hide text.
    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}

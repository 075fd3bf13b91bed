using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Images;

/// <summary>The tag of a container image, such as <c>1.4.2</c>.</summary>
public sealed partial record ImageTag : IParsable<ImageTag>
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form = "1 to 128 characters from A-Z, a-z, 0-9, '_', '.' and '-', not starting with '.' or '-'";

    private ImageTag(string value) => Value = value;

    public string Value { get; }

    public static ImageTag Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var tag)
            ? tag
            : throw new FormatException($"'{s}' is not a valid image tag. Expected {Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ImageTag? tag) =>
        TryParse(s, provider: null, out tag);

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out ImageTag? result
    )
    {
        result = s is not null && Pattern.IsMatch(s) ? new ImageTag(s) : null;
        return result is not null;
    }

    public override string ToString() => Value;

    // https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
    [GeneratedRegex(
        @"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern { get; }
}

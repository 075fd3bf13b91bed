using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Images;

/// <summary>The digest of a container image, such as <c>sha256:</c> and 64 hex digits.</summary>
public sealed partial record ImageDigest : IParsable<ImageDigest>
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form = "'sha256:' and 64 lowercase hex digits, or 'sha512:' and 128";

    private ImageDigest(string value) => Value = value;

    public string Value { get; }

    public static ImageDigest Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var digest)
            ? digest
            : throw new FormatException($"'{s}' is not a valid image digest. Expected {Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ImageDigest? digest) =>
        TryParse(s, provider: null, out digest);

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out ImageDigest? result
    )
    {
        result = s is not null && Pattern.IsMatch(s) ? new ImageDigest(s) : null;
        return result is not null;
    }

    public override string ToString() => Value;

    // https://github.com/opencontainers/image-spec/blob/main/descriptor.md#registered-algorithms
    [GeneratedRegex(
        @"\A(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern { get; }
}

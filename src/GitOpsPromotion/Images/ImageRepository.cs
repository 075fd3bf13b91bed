using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Images;

/// <summary>The repository of a container image, such as <c>ghcr.io/webshop/webui</c>.</summary>
public sealed partial record ImageRepository : IParsable<ImageRepository>
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form =
        "an optional registry host with an optional port, and a path of lowercase names, without tag and digest, at most 255 characters";

    private const int MaxLength = 255;

    private ImageRepository(string value) => Value = value;

    public string Value { get; }

    public static ImageRepository Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var name)
            ? name
            : throw new FormatException($"'{s}' is not a valid image name. Expected {Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ImageRepository? name) =>
        TryParse(s, provider: null, out name);

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out ImageRepository? result
    )
    {
        result = s is { Length: <= MaxLength } && Pattern.IsMatch(s) ? new ImageRepository(s) : null;
        return result is not null;
    }

    public override string ToString() => Value;

    // https://github.com/distribution/reference/blob/main/regexp.go
    [GeneratedRegex(
        @"\A((localhost|(?=[^/:]*[.:])[A-Za-z0-9]+(-+[A-Za-z0-9]+)*(\.[A-Za-z0-9]+(-+[A-Za-z0-9]+)*)*|\[[0-9A-Fa-f:]+\])"
            + @"(:[0-9]{1,5})?/)?"
            + @"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern { get; }
}

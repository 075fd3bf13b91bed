using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Images;

/// <summary>
/// An image as manifests name it: <c>repo</c>, <c>repo:tag</c>, <c>repo@digest</c> or <c>repo:tag@digest</c>, where the
/// repository may have a registry, a port and a path.
/// </summary>
/// <remarks>
/// Tag and digest are what stands in the file, to be replaced: they need not be valid (<c>app:${TAG}</c>). Where the
/// repository ends is never guessed.
/// </remarks>
public sealed partial record ImageReference : IParsable<ImageReference>
{
    /// <summary>The valid form in words, for help and errors.</summary>
    public const string Form = "'repository', 'repository:tag', 'repository@digest' or 'repository:tag@digest'";

    private ImageReference(string repository, string? tag, string? digest) =>
        (Repository, TagText, DigestText) = (repository, tag, digest);

    /// <summary>With registry, port and path; neither empty nor with a tag or a digest.</summary>
    public string Repository { get; }

    /// <summary>What stands behind the colon.</summary>
    public string? TagText { get; }

    /// <summary>What stands behind the at sign.</summary>
    public string? DigestText { get; }

    /// <summary>The tag; null where there is none, or no valid one.</summary>
    public ImageTag? Tag => ImageTag.TryParse(TagText, out var tag) ? tag : null;

    /// <summary>The digest; null where there is none, or no valid one.</summary>
    public ImageDigest? Digest => ImageDigest.TryParse(DigestText, out var digest) ? digest : null;

    public static ImageReference Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var reference)
            ? reference
            : throw new FormatException($"'{s}' is not an image reference. It is {Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ImageReference? reference) =>
        TryParse(s, provider: null, out reference);

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out ImageReference? result
    )
    {
        var match = Pattern.Match(s ?? "");
        // "sha256:0123…" is a digest that lost its repository, not a repository called sha256.
        result =
            match.Success
            && match.Groups["repository"].Value is var repository
            && repository is not ("sha256" or "sha512")
                ? new ImageReference(repository, ValueOf(match.Groups["tag"]), ValueOf(match.Groups["digest"]))
                : null;
        return result is not null;
    }

    /// <summary>The text of the reference with another version. A digest pins one build, so the old one never stays.</summary>
    public string With(ImageVersion version) => Compose(version.Image?.Value ?? Repository, version);

    /// <summary>The text of a reference to a version of a repository.</summary>
    public static string Compose(string repository, ImageVersion version) =>
        version.Digest is { } digest ? $"{repository}:{version.Tag}@{digest}" : $"{repository}:{version.Tag}";

    public override string ToString() =>
        Repository + (TagText is null ? "" : $":{TagText}") + (DigestText is null ? "" : $"@{DigestText}");

    private static string? ValueOf(Group group) => group.Success ? group.Value : null;

    // A colon before the first slash belongs to the registry's port (or to an IPv6 address in brackets), one after the
    // last slash begins the tag, any other is not understood. ${…} is a variable that is filled in later; what stands
    // in it is never taken apart.
    [GeneratedRegex(
        """
            \A
            (?<repository>
                ( ( \[[0-9A-Fa-f:.]+\] | (\$\{[^{}\s]*\} | [A-Za-z0-9._$-])+ ) (:[0-9]+)? / )?
                (\$\{[^{}\s]*\} | [A-Za-z0-9._$-])+ ( / (\$\{[^{}\s]*\} | [A-Za-z0-9._$-])+ )*
            )
            ( : (?<tag> (\$\{[^{}\s]*\} | [A-Za-z0-9._$+-])+ ) )?
            ( @ (?<digest> \$\{[^{}\s]*\} | [A-Za-z0-9+._-]+:[A-Za-z0-9=_-]+ ) )?
            \z
            """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Pattern { get; }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Images;

/// <summary>
/// An image reference in a manifest: <c>repo</c>, <c>repo:tag</c>, <c>repo@digest</c> or <c>repo:tag@digest</c>. The
/// repository may have a registry, a port and a path.
/// </summary>
/// <remarks>
/// The old tag and digest need not be valid (<c>app:${TAG}</c>), because they are replaced. A text whose repository is
/// ambiguous is not an image reference.
/// </remarks>
internal sealed partial record ImageReference : IParsable<ImageReference>
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form = "'repository', 'repository:tag', 'repository@digest' or 'repository:tag@digest'";

    private ImageReference(string repository, string? tag, string? digest) =>
        (Repository, TagText, DigestText) = (repository, tag, digest);

    /// <summary>The repository with registry, port and path, without tag and digest; never empty.</summary>
    public string Repository { get; }

    /// <summary>The text after the colon; null if there is none.</summary>
    public string? TagText { get; }

    /// <summary>The text after the at sign; null if there is none.</summary>
    public string? DigestText { get; }

    /// <summary>The tag; null if there is none or it is invalid.</summary>
    public ImageTag? Tag => ImageTag.TryParse(TagText, out var tag) ? tag : null;

    /// <summary>The digest; null if there is none or it is invalid.</summary>
    public ImageDigest? Digest => ImageDigest.TryParse(DigestText, out var digest) ? digest : null;

    public static ImageReference Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var reference)
            ? reference
            : throw new FormatException($"'{s}' is not a valid image reference. Expected {Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ImageReference? reference) =>
        TryParse(s, provider: null, out reference);

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out ImageReference? result
    )
    {
        var match = Pattern.Match(s ?? "");
        // "sha256:0123…" is a digest without a repository, not a repository called sha256.
        result =
            match.Success
            && match.Groups["repository"].Value is var repository
            && repository is not ("sha256" or "sha512")
                ? new ImageReference(repository, ValueOf(match.Groups["tag"]), ValueOf(match.Groups["digest"]))
                : null;
        return result is not null;
    }

    /// <summary>The reference with another version. The old digest is removed, because it pins the old image.</summary>
    public string With(ImageVersion version) => Compose(version.Image?.Value ?? Repository, version);

    /// <summary>The reference to a version in a repository.</summary>
    public static string Compose(string repository, ImageVersion version) =>
        version.Digest is { } digest ? $"{repository}:{version.Tag}@{digest}" : $"{repository}:{version.Tag}";

    public override string ToString() =>
        Repository + (TagText is null ? "" : $":{TagText}") + (DigestText is null ? "" : $"@{DigestText}");

    private static string? ValueOf(Group group) => group.Success ? group.Value : null;

    // A colon before the first slash belongs to the registry's port (or to an IPv6 address in brackets), and one after
    // the last slash starts the tag. Any other colon is invalid. ${…} is a variable that is substituted later.
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

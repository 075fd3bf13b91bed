using System.Text.RegularExpressions;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>What a marked scalar holds before it is replaced. A marker replaces the whole value, so it must be no more than it says.</summary>
internal static partial class OldValue
{
    /// <summary>Nothing is lost: the value is empty, null, or a variable that is filled in later.</summary>
    public static bool IsBlank(MarkedNode node, string text) =>
        text.Length == 0 || IsNull(node, text) || IsVariable(text);

    public static bool IsNull(MarkedNode node, string text) =>
        node.Style is YamlDotNet.Core.ScalarStyle.Plain && PlainScalar.IsNull(text);

    /// <summary><c>${TAG:-1.0}</c> is a tag, whatever stands in it.</summary>
    public static bool IsVariable(string text) =>
        text.StartsWith("${", StringComparison.Ordinal)
        && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1;

    /// <summary>A tag, or the version of a chart, which may have a <c>+</c>; variables may be parts of it.</summary>
    public static bool IsTag(string text) => Tag.IsMatch(text);

    /// <summary>A digest, or a word in its place.</summary>
    public static bool IsDigest(string text) => Digest.IsMatch(text);

    public static bool IsRepository(string text) =>
        ImageReference.TryParse(text, out var image) && image is { TagText: null, DigestText: null };

    /// <summary>Charts take <c>1.2.3@sha256:…</c> for a tag, and put it behind the repository and a colon.</summary>
    public static bool IsTagWithDigest(string text) =>
        ImageReference.TryParse(text, out var image)
        && image is { TagText: null, DigestText: not null }
        && !image.Repository.Contains('/', StringComparison.Ordinal);

    /// <summary>The full name of a git tag or branch, or <c>1:30</c>, have the form of an image, and are none.</summary>
    public static bool IsGitRefOrNumber(string text) =>
        text.StartsWith("refs/", StringComparison.Ordinal)
        || text.All(letter => char.IsAsciiDigit(letter) || letter is ':' or '.' or '_');

    /// <summary>A lone word is a repository (<c>nginx</c>), unless its key or its form tell that it is a version.</summary>
    public static bool IsVersion(MarkedNode node, ImageReference image) =>
        image is { TagText: null, DigestText: null }
        && !image.Repository.Contains('/', StringComparison.Ordinal)
        && (VersionKey.IsMatch(node.Key ?? "") || VersionNumber.IsMatch(image.Repository));

    [GeneratedRegex(
        @"\A(\$\{[^{}\s]*\}|[A-Za-z0-9_$])(\$\{[^{}\s]*\}|[A-Za-z0-9_.$+-])*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Tag { get; }

    [GeneratedRegex(
        @"\A([A-Za-z0-9+._-]+:[A-Za-z0-9_-]+|[A-Za-z0-9_][A-Za-z0-9_.-]*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Digest { get; }

    [GeneratedRegex(
        "(tag|version|digest)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex VersionKey { get; }

    [GeneratedRegex(
        @"\A([vV][0-9]+(\.[0-9]+)*|[0-9]+(\.[0-9]+)+)([.+-][A-Za-z0-9.+_-]*)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex VersionNumber { get; }
}

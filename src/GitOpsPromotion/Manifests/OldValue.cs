using System.Text.RegularExpressions;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Classifies the old value of a marked scalar. A marker replaces the whole value, so it must contain nothing else.</summary>
internal static partial class OldValue
{
    /// <summary>Whether the value is empty, null, or a variable that is substituted later: nothing is lost.</summary>
    public static bool IsBlank(MarkedNode node, string text) =>
        text.Length == 0 || IsNull(node, text) || IsVariable(text);

    public static bool IsNull(MarkedNode node, string text) =>
        node.Style is YamlDotNet.Core.ScalarStyle.Plain && PlainScalar.IsNull(text);

    /// <summary>Whether the value is one variable, such as <c>${TAG:-1.0}</c>.</summary>
    public static bool IsVariable(string text) =>
        text.StartsWith("${", StringComparison.Ordinal)
        && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1;

    /// <summary>Whether the value is a tag, or the version of a chart (with <c>+</c>), perhaps with variables.</summary>
    public static bool IsTag(string text) => Tag.IsMatch(text);

    /// <summary>Whether the value is a digest, or a placeholder for one.</summary>
    public static bool IsDigest(string text) => Digest.IsMatch(text);

    public static bool IsRepository(string text) =>
        ImageReference.TryParse(text, out var image) && image is { TagText: null, DigestText: null };

    /// <summary>Whether the value is <c>1.2.3@sha256:…</c>, which charts accept as a tag.</summary>
    public static bool IsTagWithDigest(string text) =>
        ImageReference.TryParse(text, out var image)
        && image is { TagText: null, DigestText: not null }
        && !image.Repository.Contains('/', StringComparison.Ordinal);

    /// <summary>Whether the value is a full git ref or a number such as <c>1:30</c>. Both look like an image reference.</summary>
    public static bool IsGitRefOrNumber(string text) =>
        text.StartsWith("refs/", StringComparison.Ordinal)
        || text.All(letter => char.IsAsciiDigit(letter) || letter is ':' or '.' or '_');

    /// <summary>Whether a single word is a version by its key or its form. Otherwise it is a repository (<c>nginx</c>).</summary>
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

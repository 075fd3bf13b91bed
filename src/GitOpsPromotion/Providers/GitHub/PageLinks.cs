using System.Text.RegularExpressions;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>The header <c>Link</c>, which leads from page to page of a list.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api</remarks>
internal static partial class PageLinks
{
    /// <summary>The address of the next page, or null on the last.</summary>
    public static Uri? FindNext(string? header) =>
        Link.Matches(header ?? "").FirstOrDefault(link => Relation.IsMatch(link.Groups["parameters"].Value))
            is { } match
        && Uri.TryCreate(match.Groups["url"].Value, UriKind.Absolute, out var next)
            ? next
            : null;

    [GeneratedRegex("<(?<url>[^>]*)>(?<parameters>[^<]*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@";\s*rel=""?next\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Relation { get; }
}

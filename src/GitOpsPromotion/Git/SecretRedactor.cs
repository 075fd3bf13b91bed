using System.Text.RegularExpressions;

namespace GitOpsPromotion.Git;

/// <summary>Removes secrets from text of git or of a server.</summary>
/// <param name="secrets">The texts to remove.</param>
internal sealed partial class SecretRedactor(IReadOnlyCollection<string> secrets)
{
    /// <summary>
    /// Replaces the secrets, and the user information of URLs, which may be a token. Text beyond
    /// <see cref="Limits.RemoteText"/> characters is cut off.
    /// </summary>
    public string Redact(string text)
    {
        // Before the text is cut: a cut secret would no longer be recognized.
        var redacted = secrets.Aggregate(
            text,
            (redacted, secret) => redacted.Replace(secret, "***", StringComparison.Ordinal)
        );
        return UserInformation.Replace(
            redacted.Length > Limits.RemoteText ? redacted[..Limits.RemoteText] : redacted,
            "${scheme}***@"
        );
    }

    [GeneratedRegex(
        @"(?<scheme>[A-Za-z][A-Za-z0-9+.-]*://)[^/\s'""]*@",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex UserInformation { get; }
}

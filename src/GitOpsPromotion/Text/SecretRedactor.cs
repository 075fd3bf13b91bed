using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Text;

/// <summary>Replaces secrets in text with <c>***</c>.</summary>
public sealed partial class SecretRedactor(IReadOnlyCollection<string> secrets)
{
    /// <summary>A token in each form in which it is sent: as it is, percent-encoded, and in a Basic authorization header.</summary>
    public static IReadOnlyCollection<string> FormsOf(string userName, string token) =>
        token.Length == 0
            ? [BasicCredential(userName, token)]
            :
            [
                .. new[] { BasicCredential(userName, token), token, Uri.EscapeDataString(token) }.Distinct(
                    StringComparer.Ordinal
                ),
            ];

    /// <summary>User name and token as a Basic authorization header has them (RFC 7617).</summary>
    public static string BasicCredential(string userName, string token) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{token}"));

    /// <summary>This redactor with one more secret, also as a JSON string contains it.</summary>
    public SecretRedactor With(string secret) =>
        new([.. secrets, .. new[] { secret, JsonEncodedText.Encode(secret).Value }.Distinct(StringComparer.Ordinal)]);

    /// <summary>The text without the secrets.</summary>
    public string RedactSecrets(string text) =>
        secrets.Aggregate(text, static (shown, secret) => shown.Replace(secret, "***", StringComparison.Ordinal));

    /// <summary>
    /// The text of a remote without the secrets, and without the user information of URLs, which may be a token. Of a text above
    /// the limit only the beginning is kept.
    /// </summary>
    public string Redact(string text)
    {
        // Before the text is cut, which could leave a part of a secret.
        var shown = RedactSecrets(text);
        return UserInformation.Replace(
            shown.Length > Limits.RemoteText ? shown[..Limits.RemoteText] : shown,
            "${scheme}***@"
        );
    }

    [GeneratedRegex(
        @"(?<scheme>[A-Za-z][A-Za-z0-9+.-]*://)[^/\s'""]*@",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex UserInformation { get; }
}

using System.Text;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Git;

/// <summary>Makes what git or a remote said fit to show: without secrets, without control characters, on one line.</summary>
internal sealed partial class SecretRedactor(IReadOnlyCollection<string> secrets)
{
    /// <summary>More than this of a remote's words helps nobody.</summary>
    private const int Longest = 1000;

    /// <summary>Replaces the secrets, and whatever stands before the host of a URL, which may be a token. Of a very long text only the beginning is left.</summary>
    public string Redact(string text)
    {
        // Before the text is cut, which may leave a part of a secret.
        var shown = secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, "***", StringComparison.Ordinal));
        return UserInformation.Replace(
            shown.Length > Limits.RemoteText ? shown[..Limits.RemoteText] : shown,
            "${scheme}***@"
        );
    }

    /// <summary>The lines that carry a reason, joined.</summary>
    public static string Flatten(string text)
    {
        StringBuilder flat = new();

        foreach (var line in text.Split('\n', '\r').Select(Clean).Where(IsReason))
        {
            flat.Append(flat.Length > 0 ? "; " : "").Append(line);
        }

        return flat.Length > Longest ? flat.ToString(0, Longest) + '…' : flat.ToString();
    }

    private static string Clean(string line)
    {
        StringBuilder clean = new(line.Length);

        foreach (var rune in EscapeSequence.Replace(line, "").EnumerateRunes())
        {
            // Format characters turn the direction of writing or hide text.
            clean.Append(
                Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format
                    ? " "
                    : rune.ToString()
            );
        }

        var text = clean.ToString().Trim();
        return text.StartsWith("remote:", StringComparison.Ordinal) ? text["remote:".Length..].Trim() : text;
    }

    // Git's advice is for people who type git commands.
    private static bool IsReason(string line) =>
        line.Length > 0
        && !line.StartsWith("hint:", StringComparison.Ordinal)
        && !line.StartsWith("To ", StringComparison.Ordinal);

    [GeneratedRegex(
        @"(?<scheme>[A-Za-z][A-Za-z0-9+.-]*://)[^/\s'""]*@",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex UserInformation { get; }

    [GeneratedRegex(@"\x1B(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(\x07|\x1B\\)?|.)", RegexOptions.ExplicitCapture)]
    private static partial Regex EscapeSequence { get; }
}

using System.Text;

namespace GitOpsPromotion.Text;

/// <summary>Makes text from git or a server safe to show: on one line, without control characters.</summary>
internal static class RemoteText
{
    /// <summary>The longest result, in characters.</summary>
    private const int MaxLength = 1000;

    /// <summary>The lines that contain a reason, joined with semicolons. Git's own advice is left out.</summary>
    public static string ToSingleLine(string text)
    {
        StringBuilder joined = new();

        foreach (var line in text.Split('\n', '\r').Select(Clean).Where(IsReason))
        {
            joined.Append(joined.Length > 0 ? "; " : "").Append(line);
        }

        return joined.Length > MaxLength ? joined.ToString(0, MaxLength) + '…' : joined.ToString();
    }

    private static string Clean(string line)
    {
        var text = SafeText.Strip(line).Trim();
        return text.StartsWith("remote:", StringComparison.Ordinal) ? text["remote:".Length..].Trim() : text;
    }

    // Lines with "hint:" are for people who type git commands; lines with "To " repeat the URL.
    private static bool IsReason(string line) =>
        line.Length > 0
        && !line.StartsWith("hint:", StringComparison.Ordinal)
        && !line.StartsWith("To ", StringComparison.Ordinal);
}

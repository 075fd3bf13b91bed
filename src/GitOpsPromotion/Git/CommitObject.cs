using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>The content of a commit object: header lines, an empty line, the message.</summary>
internal static class CommitObject
{
    // git accepts any time; .NET dates end with the year 9999 in every time zone.
    private const long LatestSeconds = 253402214400;

    private const int MaxZone = 1400;

    public static GitCommit Parse(ReadOnlySpan<byte> content)
    {
        var text = Encoding.UTF8.GetString(content);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var header = (end < 0 ? text : text[..end]).Split('\n');

        return new(
            Values(header, "tree ").Single(),
            [.. Values(header, "parent ").Select(parent => CommitSha.Parse(parent))],
            ParseTime(Values(header, "committer ").Single()),
            end < 0 ? "" : text[(end + 2)..]
        )
        {
            // gpgsig-sha256 is used in SHA-256 repositories.
            IsSigned = Values(header, "gpgsig ").Concat(Values(header, "gpgsig-sha256 ")).Any(),
        };
    }

    // Continuation lines, such as those of a signature, start with a space and match no key.
    private static IEnumerable<string> Values(string[] header, string key) =>
        header.Where(line => line.StartsWith(key, StringComparison.Ordinal)).Select(line => line[key.Length..]);

    // Name <email> 1700000000 +0130
    private static DateTimeOffset ParseTime(string committer)
    {
        var parts = committer.Split(' ');
        var time = DateTimeOffset.FromUnixTimeSeconds(
            long.TryParse(parts.ElementAtOrDefault(parts.Length - 2), CultureInfo.InvariantCulture, out var seconds)
                ? Math.Clamp(seconds, 0, LatestSeconds)
                : 0
        );
        var zone = int.TryParse(parts[^1], CultureInfo.InvariantCulture, out var number) ? number : 0;

        // git accepts any offset; .NET accepts up to fourteen hours.
        return Math.Abs((long)zone) <= MaxZone
            ? time.ToOffset(TimeSpan.FromMinutes((zone / 100 * 60) + (zone % 100)))
            : time;
    }
}

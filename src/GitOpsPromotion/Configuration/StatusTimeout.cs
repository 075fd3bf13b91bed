using System.Globalization;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Configuration;

/// <summary>Reads how long <c>status</c> waits: a whole number of minutes, or a duration.</summary>
internal static partial class StatusTimeout
{
    public static readonly TimeSpan Default = TimeSpan.FromMinutes(5);
    private const string Key = "'status_timeout_minutes'";
    private const string Form = "a whole number of minutes, or a duration such as '90s', '5m' or '1h30m'";

    public static TimeSpan Read(YamlNode node)
    {
        var text = node.AsString(Key, Form);
        if (!TryReadTicks(text, out var ticks))
        {
            throw node.Location.Error($"{Key} is {Quote.Of(text)}, but must be {Form}.", "Write 5 for five minutes.");
        }

        // As in the Go tool, zero means that the key is not set.
        if (ticks is 0)
        {
            return Default;
        }

        if (ticks < Duration.Shortest.Ticks || ticks > Duration.Longest.Ticks)
        {
            throw node.Location.Error(
                $"{Key} is {Quote.Of(text)}, but must be at least 1ms and at most 168h.",
                "A number without a unit is in minutes: write 5 for five minutes."
            );
        }

        return TimeSpan.FromTicks((long)ticks);
    }

    private static bool TryReadTicks(string text, out decimal ticks)
    {
        if (!Minutes.IsMatch(text))
        {
            return Duration.TryReadTicks(text, out ticks);
        }

        // The limit in the pattern keeps the product in the range of a decimal.
        ticks = decimal.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMinute;
        return true;
    }

    // No leading zeros: YAML readers disagree on whether 010 is eight or ten.
    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,15})\z")]
    private static partial Regex Minutes { get; }
}

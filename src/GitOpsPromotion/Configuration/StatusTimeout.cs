using System.Globalization;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Configuration;

/// <summary>Reads how long <c>status</c> waits: a whole number of minutes, or a duration as Go writes it.</summary>
internal static partial class StatusTimeout
{
    public static readonly TimeSpan Default = TimeSpan.FromMinutes(5);

    private const string Key = "'status_timeout_minutes'";
    private const string Form = "a whole number of minutes, or a duration such as '90s', '5m' or '1h30m'";

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    // Longer than any CI job may run: it can only be a mistake, such as a count of nanoseconds.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static TimeSpan Read(YamlNode node)
    {
        var text = node.AsText(Key, Form);
        if (!TryParseTicks(text, out var ticks))
        {
            throw node.Place.Mistake($"{Key} is {Excerpt.Of(text)}, but must be {Form}.", "Write 5 for five minutes.");
        }

        // The Go tool takes zero for a value that is not set.
        if (ticks is 0)
        {
            return Default;
        }

        return ticks >= Shortest.Ticks && ticks <= Longest.Ticks
            ? TimeSpan.FromTicks((long)ticks)
            : throw node.Place.Mistake(
                $"{Key} is {Excerpt.Of(text)}, but must be at least 1ms and at most 168h.",
                "A number without a unit is minutes: write 5 for five minutes."
            );
    }

    private static bool TryParseTicks(string text, out decimal ticks)
    {
        var match = Duration.Match(text);
        ticks = Minutes.IsMatch(text)
            ? Multiply(text, TimeSpan.TicksPerMinute)
            : match
                .Groups["number"]
                .Captures.Zip(match.Groups["unit"].Captures)
                .Sum(part => Multiply(part.First.Value, TicksOf(part.Second.Value)));
        return match.Success || Minutes.IsMatch(text);
    }

    // The patterns' bounds keep the product and the sum within a decimal.
    private static decimal Multiply(string number, decimal unit) =>
        decimal.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * unit;

    private static decimal TicksOf(string unit) =>
        unit switch
        {
            "h" => TimeSpan.TicksPerHour,
            "m" => TimeSpan.TicksPerMinute,
            "s" => TimeSpan.TicksPerSecond,
            "ms" => TimeSpan.TicksPerMillisecond,
            "ns" => 1m / TimeSpan.NanosecondsPerTick,
            _ => TimeSpan.TicksPerMicrosecond,
        };

    // No leading zeros: YAML readers disagree on whether 010 is eight or ten.
    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,15})\z")]
    private static partial Regex Minutes { get; }

    // https://pkg.go.dev/time#ParseDuration, without a sign. The micro sign is written in two ways.
    [GeneratedRegex(@"\A((?<number>[0-9]{1,16}(\.[0-9]{0,9})?|\.[0-9]{1,9})(?<unit>ns|us|µs|μs|ms|s|m|h)){1,20}\z")]
    private static partial Regex Duration { get; }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Configuration;

/// <summary>A time span as Go and Kubernetes write it, such as <c>90s</c>, <c>5m</c> or <c>1h30m</c>; from 1ms to 168h.</summary>
/// <remarks>Source: https://pkg.go.dev/time#ParseDuration, without a sign.</remarks>
public sealed partial record Duration : IParsable<Duration>
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form = "a duration such as '90s', '5m' or '1h30m', at most 168h";

    private Duration(TimeSpan value)
    {
        Value = value;
    }

    /// <summary>The time span, to 100 nanoseconds.</summary>
    public TimeSpan Value { get; }

    /// <summary>The time span as <see cref="Write"/> formats it.</summary>
    public override string ToString() => Write(Value);

    /// <summary>Formats a time span like <c>1h30m</c>, to the millisecond, without the units that are zero.</summary>
    public static string Write(TimeSpan value)
    {
        (long Count, string Unit)[] parts =
        [
            ((long)value.TotalHours, "h"),
            (value.Minutes, "m"),
            (value.Seconds, "s"),
            (value.Milliseconds, "ms"),
        ];
        var text = string.Concat(
            parts
                .Where(part => part.Count > 0)
                .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count}{part.Unit}"))
        );
        return text.Length > 0 ? text : "0s";
    }

    internal static TimeSpan Shortest { get; } = TimeSpan.FromMilliseconds(1);

    // Longer than any CI job may run: a longer value can only be an error, such as a number of nanoseconds.
    internal static TimeSpan Longest { get; } = TimeSpan.FromDays(7);

    /// <exception cref="FormatException">The text is not a duration, or it is too short or too long.</exception>
    public static Duration Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw new FormatException($"'{s}' is not {Form}.");

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [MaybeNullWhen(false)] out Duration result
    )
    {
        result =
            s is not null && TryReadTicks(s, out var ticks) && ticks >= Shortest.Ticks && ticks <= Longest.Ticks
                ? new Duration(TimeSpan.FromTicks((long)ticks))
                : null;
        return result is not null;
    }

    /// <summary>Reads a duration of any length, in ticks of 100 nanoseconds.</summary>
    internal static bool TryReadTicks(string text, out decimal ticks)
    {
        var match = Pattern.Match(text);

        // The limits in the pattern keep the products and the sum in the range of a decimal.
        ticks = match
            .Groups["number"]
            .Captures.Zip(match.Groups["unit"].Captures)
            .Sum(part =>
                decimal.Parse(part.First.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
                * TicksOf(part.Second.Value)
            );
        return match.Success;
    }

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

    // The micro sign has two code points.
    [GeneratedRegex(@"\A((?<number>[0-9]{1,16}(\.[0-9]{0,9})?|\.[0-9]{1,9})(?<unit>ns|us|µs|μs|ms|s|m|h)){1,20}\z")]
    private static partial Regex Pattern { get; }
}

using System.Globalization;

namespace GitOpsPromotion.Providers.Http;

/// <summary>Times and waits that a server names: any number, without overflow.</summary>
internal static class ServerTime
{
    /// <summary>The end of a wait; the last time that there is where it would be later.</summary>
    public static DateTimeOffset After(DateTimeOffset now, TimeSpan wait) =>
        wait > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + wait;

    /// <summary>How long it is until a time in seconds since 1970; null where the text is not a number.</summary>
    public static TimeSpan? UntilUnixTime(string? seconds, DateTimeOffset now) =>
        !IsNumber(seconds) ? null
        : long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(number) - now
        : DateTimeOffset.MaxValue - now;

    /// <summary>How long to wait by the header <c>Retry-After</c>: a number of seconds, or a date. Null where it is neither.</summary>
    public static TimeSpan? RetryAfter(string? header, DateTimeOffset now) =>
        IsNumber(header)
            ? TimeSpan.FromSeconds(
                long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                    ? Math.Min(seconds, int.MaxValue)
                    : int.MaxValue
            )
        : ParseDate(header) is { } date ? (date > now ? date - now : TimeSpan.Zero)
        : null;

    /// <summary>A date of HTTP; null where the text is not one.</summary>
    public static DateTimeOffset? ParseDate(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;

    private static bool IsNumber(string? text) => text is { Length: > 0 } && text.All(char.IsAsciiDigit);
}

using System.Globalization;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>The primary rate limit. One count for REST and one for GraphQL, as on GitHub.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api</remarks>
public sealed class GitHubLimits(TimeProvider time)
{
    private readonly Dictionary<string, (int Used, DateTimeOffset Reset)> resources = new(StringComparer.Ordinal);

    /// <summary>Requests in an hour.</summary>
    public int Limit { get; set; } = 5000;

    /// <summary>Requests that counted so far, of both kinds.</summary>
    public int Counted { get; private set; }

    /// <summary>Nothing is left until some time has passed.</summary>
    public void Exhaust(TimeSpan until)
    {
        foreach (var resource in (string[])["core", "graphql"])
        {
            resources[resource] = (Limit, Second(time.GetUtcNow() + until));
        }
    }

    /// <summary>Counts a request. False where nothing is left.</summary>
    internal bool Count(string resource)
    {
        var (used, reset) = Now(resource);

        if (used >= Limit)
        {
            return false;
        }

        resources[resource] = (used + 1, reset);
        Counted++;
        return true;
    }

    /// <summary>Takes back a request that turned out not to count.</summary>
    internal void Forgive(string resource)
    {
        var (used, reset) = Now(resource);
        resources[resource] = (used - 1, reset);
        Counted--;
    }

    internal IReadOnlyList<(string Name, string Value)> Headers(string resource)
    {
        var (used, reset) = Now(resource);
        return
        [
            ("X-RateLimit-Limit", Text(Limit)),
            ("X-RateLimit-Remaining", Text(Math.Max(0, Limit - used))),
            ("X-RateLimit-Used", Text(used)),
            ("X-RateLimit-Reset", Text(reset.ToUnixTimeSeconds())),
            ("X-RateLimit-Resource", resource),
        ];
    }

    private (int Used, DateTimeOffset Reset) Now(string resource) =>
        resources.TryGetValue(resource, out var state) && state.Reset > time.GetUtcNow()
            ? state
            : (0, Second(time.GetUtcNow() + TimeSpan.FromHours(1)));

    // The header has whole seconds, and must not name a time before the reset.
    private static DateTimeOffset Second(DateTimeOffset moment) =>
        DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds() + (moment.Millisecond > 0 ? 1 : 0));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

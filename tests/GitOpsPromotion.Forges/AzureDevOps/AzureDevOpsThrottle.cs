using System.Globalization;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>Slows a client down that asks too much: the answers are right, but say to wait.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/devops/integrate/concepts/rate-limits</remarks>
public sealed class AzureDevOpsThrottle
{
    private readonly Lock gate = new();
    private int left;
    private int seconds;

    /// <summary>The next answers ask to wait.</summary>
    /// <param name="retryAfterSeconds">For how long.</param>
    /// <param name="times">How many answers.</param>
    public void Next(int retryAfterSeconds, int times = 1)
    {
        lock (gate)
        {
            seconds = retryAfterSeconds;
            left = times;
        }
    }

    internal ForgeAnswer.Reply Slow(ForgeAnswer.Reply reply, DateTimeOffset now)
    {
        lock (gate)
        {
            if (left is 0)
            {
                return reply;
            }

            left--;
            var reset = now.AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            return reply
                .With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))
                .With("X-RateLimit-Resource", "AzureDevOps/Git")
                .With("X-RateLimit-Delay", "1.500")
                .With("X-RateLimit-Limit", "200")
                .With("X-RateLimit-Remaining", "0")
                .With("X-RateLimit-Reset", reset);
        }
    }
}

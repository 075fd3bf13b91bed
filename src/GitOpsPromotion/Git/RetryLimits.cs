namespace GitOpsPromotion.Git;

/// <summary>How often and how long what failed on the way to a server is repeated: requests of git and of an API alike.</summary>
internal static class RetryLimits
{
    public const int MaxAttempts = 6;

    public static TimeSpan FirstDelay { get; } = TimeSpan.FromSeconds(0.5);

    public static TimeSpan MaxDelay { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a command waits altogether.</summary>
    public static TimeSpan MaxTotalTime { get; } = TimeSpan.FromMinutes(5);
}

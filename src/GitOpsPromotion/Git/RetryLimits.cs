namespace GitOpsPromotion.Git;

/// <summary>How often and how long what failed on the way to a server is repeated: requests of git and of an API alike.</summary>
internal static class RetryLimits
{
    public const int MaxFailures = 6;

    public static TimeSpan FirstPause { get; } = TimeSpan.FromSeconds(0.5);

    public static TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a command waits altogether.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);
}

namespace GitOpsPromotion.Git;

/// <summary>Limits for retrying failed requests to a server, both of git and of an API.</summary>
internal static class RetryLimits
{
    public const int MaxAttempts = 6;

    public static TimeSpan FirstDelay { get; } = TimeSpan.FromSeconds(0.5);

    public static TimeSpan MaxDelay { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest total time of all attempts and delays.</summary>
    public static TimeSpan MaxTotalTime { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Between two attempts to reach the remote.</summary>
    public static WaitLimit Remote { get; } =
        new(FirstDelay, MaxDelay)
        {
            Total = MaxTotalTime,
            MaxPauses = MaxAttempts - 1,
            HasJitter = true,
        };

    /// <summary>Between two attempts of a command that has read what others changed since. Runs that failed together differ.</summary>
    public static WaitLimit Stale { get; } =
        new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2)) { MaxPauses = 39, HasJitter = true };

    /// <summary>Until no other process changes the file <c>shallow</c>.</summary>
    public static WaitLimit ShallowFile { get; } =
        new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(400)) { MaxPauses = 19 };
}

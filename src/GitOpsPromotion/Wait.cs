namespace GitOpsPromotion;

/// <summary>What a command waits for. The front end turns it into a message.</summary>
public abstract record Wait
{
    /// <summary>The server of a forge: a request is retried.</summary>
    /// <param name="Host">The host name of the server.</param>
    /// <param name="Failure">Why the last attempt failed; null if the server limits requests.</param>
    public sealed record ForServer(string Host, string? Failure) : Wait;

    /// <summary>A forge that works asynchronously: it picks up a push, or merges.</summary>
    /// <param name="What">What has not happened yet, as the start of a sentence: <c>Pull request 7 was not merged</c>.</param>
    public sealed record ForForge(string What) : Wait;

    /// <summary>Concurrent runs that change the same refs.</summary>
    /// <param name="What">What has not happened yet, as the start of a sentence: <c>Pull request 7 was not merged</c>.</param>
    public sealed record ForOtherRuns(string What) : Wait;
}

/// <summary>One delay of a wait.</summary>
/// <param name="Wait">What the command waits for.</param>
/// <param name="Resumes">When the delay ends.</param>
/// <param name="Until">When the command stops waiting; null if it counts attempts.</param>
public sealed record WaitReport(Wait Wait, DateTimeOffset Resumes, DateTimeOffset? Until);

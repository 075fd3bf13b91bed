namespace GitOpsPromotion;

/// <summary>What a command waits for. The front end finds the sentence.</summary>
public abstract record Wait
{
    /// <summary>The server of a forge, until a request is sent again.</summary>
    /// <param name="Host">The server.</param>
    /// <param name="Failure">How the last attempt failed; null where the server limits requests.</param>
    public sealed record ForServer(string Host, string? Failure) : Wait;

    /// <summary>A forge that does something on its own: it notices a push, or merges.</summary>
    /// <param name="What">What has not happened, as the beginning of a sentence: <c>Pull request 7 was not merged</c>.</param>
    public sealed record ForForge(string What) : Wait;

    /// <summary>Other runs that change the same refs at the same time.</summary>
    /// <param name="What">What is to be done: <c>merge pull request 7</c>.</param>
    public sealed record ForTurn(string What) : Wait;
}

/// <summary>One pause of a wait.</summary>
/// <param name="Wait">What is waited for.</param>
/// <param name="Resumes">When the pause ends, and the wait with it or its next pause begins.</param>
/// <param name="Until">When the command stops waiting; null where it counts attempts.</param>
public sealed record WaitReport(Wait Wait, DateTimeOffset Resumes, DateTimeOffset? Until);

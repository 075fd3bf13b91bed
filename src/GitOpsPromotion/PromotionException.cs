namespace GitOpsPromotion;

/// <summary>A failure that the user can act on. Any other exception that escapes is a bug.</summary>
/// <param name="kind">What sort of failure this is; the front end derives the exit code from it.</param>
/// <param name="message">What did not happen to what, and where. One sentence, without a secret.</param>
/// <param name="innerException">The cause, shown only to who asks for details.</param>
public sealed class PromotionException(FailureKind kind, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public FailureKind Kind { get; } = kind;

    /// <summary>What to try next, in one or two sentences.</summary>
    public string? Hint { get; init; }

    /// <summary>Where people see the pull request that the message names; null where it names none, or there is no such page.</summary>
    public Uri? Page { get; init; }

    /// <summary>
    /// Whether somebody else was faster: what the decision rested on has changed, nothing was done, and deciding
    /// again from a fresh read may succeed.
    /// </summary>
    public bool IsStale { get; init; }

    /// <summary>Whether what failed may have been done all the same: its answer was lost on the way.</summary>
    public bool MayHaveTakenEffect { get; init; }
}

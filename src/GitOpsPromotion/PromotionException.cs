namespace GitOpsPromotion;

/// <summary>A failure that the user can act on. Any other exception that escapes is a bug.</summary>
/// <param name="kind">The kind of failure. The front end derives the exit code from it.</param>
/// <param name="message">What failed, where and why. One sentence, without secrets.</param>
/// <param name="innerException">The cause, shown only with <c>--verbose</c>.</param>
public sealed class PromotionException(FailureKind kind, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public FailureKind Kind { get; } = kind;

    /// <summary>What to do next, in one or two sentences.</summary>
    public string? Hint { get; init; }

    /// <summary>The web page of the pull request in the message; null if there is none.</summary>
    public Uri? Page { get; init; }

    /// <summary>
    /// Whether the repository or the forge changed after it was read. Nothing was done, and a retry that reads again
    /// can succeed.
    /// </summary>
    public bool IsStale { get; init; }

    /// <summary>Whether the operation may have succeeded although it failed here: its response was lost.</summary>
    public bool MayHaveTakenEffect { get; init; }
}

namespace GitOpsPromotion.Git;

/// <summary>What <c>git push --porcelain</c> says of a push that failed: one line for each ref, <c>flag TAB from:to TAB summary (reason)</c>.</summary>
/// <remarks>Sources: https://git-scm.com/docs/git-push#_output; the reasons in git's <c>transport.c</c> and <c>builtin/receive-pack.c</c>.</remarks>
internal static class PushReport
{
    // Somebody else was faster, or is at it.
    private static readonly string[] RaceReasons =
    [
        "stale info",
        "cannot lock ref",
        "failed to update ref",
        "failed to lock",
        "incorrect old value",
        "reference already exists",
        "remote ref does not exist",
        "unable to resolve reference",
        "but expected",
        "remote ref updated since checkout",
        // Azure Repos: TF401028.
        "has already been updated by another client",
    ];

    // Pushes with leases are forced: a server that says this never takes them. 'git init --shared' sets it up like that.
    private static readonly string[] ProhibitedReasons = ["non-fast-forward", "deletion prohibited"];

    // A name cannot be both a branch and a folder of branches. It sounds like a race, and lasts.
    private const string NameConflict = "exists; cannot create 'refs/";

    // Other reasons why a ref cannot be locked that do not go away.
    private static readonly string[] PermanentLockReasons =
    [
        NameConflict,
        "Permission denied",
        "Read-only file system",
        "No space left on device",
    ];

    // Said of refs that only failed because another one did.
    private static readonly string[] AtomicReasons =
    [
        "atomic push failed",
        "atomic push failure",
        "atomic transaction failed",
    ];

    // What a server that failed says of each ref; what it says beside is more telling.
    private const string UnspecificReason = "(failure)";

    /// <summary>Whether the push failed on its way or within the server, so that the same push may be accepted.</summary>
    public static bool IsTransient(string output, string error) =>
        Reasons(output) is { Length: > 0 } reasons
            ? reasons.All(reason =>
                TransientError.IsServerError(reason)
                || (
                    reason.EndsWith(UnspecificReason, StringComparison.Ordinal)
                    && TransientError.IsServerError(RemoteLines(error))
                )
            )
            : GitFailure.IsTransient(error);

    /// <returns><see cref="PushResult.Stale"/>.</returns>
    /// <exception cref="PromotionException">The push failed for another reason, or would fail again.</exception>
    public static PushResult Classify(string output, string error, RemoteUrl url)
    {
        var what = $"The push to {url} was not accepted.";
        var reasons = Reasons(output);

        if (error.Contains("does not support --atomic", StringComparison.Ordinal))
        {
            throw new PromotionException(FailureKind.Rejected, $"{what} The remote does not support atomic pushes.")
            {
                Hint = "Promotions change several refs at once or not at all. Let the remote's git be 2.4 or newer.",
            };
        }

        var words = RemoteLines(error);
        if (reasons.Length > 0 && IsTransient(output, error))
        {
            throw new PromotionException(
                FailureKind.Unavailable,
                $"{what} The server failed: {SecretRedactor.Flatten($"{string.Join('\n', reasons)}\n{words}")}"
            )
            {
                Hint = "Check the state of the server, then run the command again.",
            };
        }

        if (!Contains(words, PermanentLockReasons))
        {
            if (
                reasons.Length > 0 ? reasons.All(reason => Contains(reason, RaceReasons)) : Contains(error, RaceReasons)
            )
            {
                return PushResult.Stale;
            }

            if (reasons.Length == 0)
            {
                throw GitFailure.From(what, error, FailureKind.Unavailable);
            }
        }

        throw new PromotionException(
            FailureKind.Rejected,
            $"{what} The remote said: {SecretRedactor.Flatten($"{string.Join('\n', reasons)}\n{words}")}"
        )
        {
            Hint =
                words.Contains(NameConflict, StringComparison.Ordinal)
                    ? "Rename or delete the branch that stands in the way: beside a branch 'a' there can be no branch 'a/b'."
                : reasons.Any(reason => Contains(reason, ProhibitedReasons))
                    ? "Promotion branches are replaced and deleted. Let the remote allow it: in its repository, set "
                        + "receive.denyNonFastForwards and receive.denyDeletes to false."
                : "Look at the remote's hooks and branch protection, and at the rights of the credentials.",
        };
    }

    private static bool Contains(string text, string[] phrases) =>
        phrases.Any(phrase => text.Contains(phrase, StringComparison.Ordinal));

    private static string[] Reasons(string output) =>
        [
            .. output
                .Split('\n')
                .Where(line => line.StartsWith("!\t", StringComparison.Ordinal))
                .Select(line => line.Split('\t', 3)[^1].TrimEnd())
                .Where(reason => !Contains(reason, AtomicReasons)),
        ];

    private static string RemoteLines(string error) =>
        string.Join('\n', error.Split('\n').Where(line => line.StartsWith("remote:", StringComparison.Ordinal)));
}

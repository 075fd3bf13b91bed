using GitOpsPromotion.Text;

namespace GitOpsPromotion.Git;

/// <summary>The output of <c>git push --porcelain</c> for a failed push: one line per ref, <c>flag TAB from:to TAB summary (reason)</c>.</summary>
/// <remarks>Sources: https://git-scm.com/docs/git-push#_output; the reasons in git's <c>transport.c</c> and <c>builtin/receive-pack.c</c>.</remarks>
internal static class PushReport
{
    // Another client has changed the ref, or is changing it.
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

    // Pushes with leases are forced. A server that gives these reasons never accepts them; 'git init --shared' configures it so.
    private static readonly string[] ProhibitedReasons = ["non-fast-forward", "deletion prohibited"];

    // Branch 'a' and branch 'a/b' cannot both exist. The text looks like a race, but the error is permanent.
    private const string NameConflict = "exists; cannot create 'refs/";

    // Permanent reasons why a ref cannot be locked.
    private static readonly string[] PermanentLockReasons =
    [
        NameConflict,
        "Permission denied",
        "Read-only file system",
        "No space left on device",
    ];

    // Reasons for refs that failed because another ref failed.
    private static readonly string[] AtomicReasons =
    [
        "atomic push failed",
        "atomic push failure",
        "atomic transaction failed",
    ];

    // A server that failed gives this reason for each ref; its other output says more.
    private const string UnspecificReason = "(failure)";

    /// <summary>Whether the connection or the server failed, so that a retry may succeed.</summary>
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
    /// <exception cref="PromotionException">The push failed for another reason; a retry would fail as well.</exception>
    public static PushResult Classify(string output, string error, RemoteUrl url)
    {
        var what = $"The push to {url} was rejected.";
        var reasons = Reasons(output);

        if (error.Contains("does not support --atomic", StringComparison.Ordinal))
        {
            throw new PromotionException(FailureKind.Rejected, $"{what} The remote does not support atomic pushes.")
            {
                Hint = "Promotions update several refs atomically. Update git on the remote to 2.4 or newer.",
            };
        }

        var remoteLines = RemoteLines(error);
        if (reasons.Length > 0 && IsTransient(output, error))
        {
            throw new PromotionException(
                FailureKind.Unavailable,
                $"{what} The server reported an error: {RemoteText.ToSingleLine($"{string.Join('\n', reasons)}\n{remoteLines}")}"
            )
            {
                Hint = "Check the state of the server, then run the command again.",
            };
        }

        if (!Contains(remoteLines, PermanentLockReasons))
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
            $"{what} Reason: {RemoteText.ToSingleLine($"{string.Join('\n', reasons)}\n{remoteLines}")}"
        )
        {
            Hint =
                remoteLines.Contains(NameConflict, StringComparison.Ordinal)
                    ? "Rename or delete the conflicting branch: branch 'a' and branch 'a/b' cannot both exist."
                : reasons.Any(reason => Contains(reason, ProhibitedReasons))
                    ? "Promotion branches are force-pushed and deleted. Allow this in the remote repository: set "
                        + "receive.denyNonFastForwards and receive.denyDeletes to false."
                : "Check the hooks and branch protection of the remote, and the permissions of the credentials.",
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

using System.Globalization;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Git;

/// <summary>
/// Classifies git's failures. git has no exit codes other than 1, 128 and 129, so the error text decides;
/// <c>LC_ALL=C</c> keeps it in English. Sources: die() and error() in git's <c>setup.c</c>, <c>http.c</c>, <c>remote-curl.c</c>,
/// <c>connect.c</c>, <c>fetch-pack.c</c>, <c>lockfile.c</c>, and OpenSSH's <c>ssh</c>.
/// </summary>
internal static class GitFailure
{
    private static readonly Rule[] Rules =
    [
        new(
            // The cause may be the remote or the repository, so the caller chooses the kind.
            Kind: null,
            $"git is limited to {Limits.FormatSize(Limits.GitMemory)} of memory. A file or commit of the repository, or a response of the remote, is too large.",
            "Out of memory"
        ),
        new(FailureKind.Configuration, "Pass the folder of a git repository with --sourcedir.", "not a git repository"),
        new(
            FailureKind.Configuration,
            "Another user owns the folder. If you trust it, run: git config --global --add safe.directory <folder>.",
            "dubious ownership"
        ),
        new(
            FailureKind.Unavailable,
            "The remote redirects, and tokens are not sent to the new address. Set the new URL: git remote set-url origin <url>.",
            "returned error: 301",
            "returned error: 302",
            "returned error: 303",
            "returned error: 307",
            "returned error: 308",
            "unable to update url base from redirection"
        ),
        new(
            FailureKind.Unauthorized,
            "Check that the token is valid, has not expired, and has read and write access to this repository.",
            "Authentication failed",
            "could not read Username",
            "could not read Password",
            "returned error: 401",
            "returned error: 403",
            "HTTP Basic: Access denied"
        ),
        new(
            FailureKind.Unauthorized,
            "Check that the SSH agent has the key, and that the key has read and write access to this repository.",
            "Permission denied (",
            "Permission denied, please try again"
        ),
        new(FailureKind.Unavailable, "Verify the host key and add it to known_hosts.", "Host key verification failed"),
        new(
            FailureKind.Unavailable,
            "Check the URL of origin, and that the credentials have read access.",
            "epository not found",
            "returned error: 404",
            "does not appear to be a git repository",
            "does not exist",
            "no such repository"
        ),
        new(
            FailureKind.Unavailable,
            "Check the URL of origin and the network, then run the command again.",
            "unable to access",
            "Could not resolve host",
            "Could not read from remote repository",
            "unable to connect to",
            "Connection refused",
            "Connection timed out",
            "Connection reset",
            "the remote end hung up",
            "early EOF",
            "unexpected disconnect",
            "returned error: 5"
        )
        {
            MayBeTransient = true,
        },
        new(
            FailureKind.Rejected,
            "Check the permissions of the repository and the free disk space.",
            "insufficient permission for adding an object",
            "unable to create temporary file",
            "No space left on device"
        ),
    ];

    /// <param name="what">What failed, as a sentence.</param>
    /// <param name="error">git's standard error, without secrets.</param>
    /// <param name="otherwise">The kind if no rule matches.</param>
    /// <param name="hint">The hint if no rule matches.</param>
    public static PromotionException From(
        string what,
        string error,
        FailureKind otherwise = FailureKind.Rejected,
        string? hint = null
    )
    {
        var rule = Rules.FirstOrDefault(rule => rule.Matches(error));
        var reason = RemoteText.ToSingleLine(error);
        return new(rule?.Kind ?? otherwise, reason.Length > 0 ? $"{what} git reported: {reason}" : what)
        {
            Hint = rule?.Hint ?? hint,
        };
    }

    public static PromotionException TooOld(string version) =>
        new(FailureKind.Unavailable, $"git 2.38 or newer is required, found '{RemoteText.ToSingleLine(version)}'.")
        {
            Hint = "Update git.",
        };

    /// <summary>The failure of a git process that a signal ended; null if it exited.</summary>
    /// <param name="exitCode">128 plus the signal number, as in a shell.</param>
    /// <param name="error">git's standard error. git also exits with 129 for invalid arguments.</param>
    public static PromotionException? FindSignal(int exitCode, string error) =>
        exitCode is 129 or 130 or 137 or 143 && !IsUsageError(error)
            ? new(
                FailureKind.Unavailable,
                string.Create(CultureInfo.InvariantCulture, $"git was terminated by signal {exitCode - 128}.")
            )
            {
                Hint = exitCode is 137
                    ? "Run the command again. If it happens again, the machine may be out of memory."
                    : "Run the command again.",
            }
            : null;

    public static bool IsUsageError(string error) =>
        error.Contains("usage: git", StringComparison.Ordinal)
        || error.Contains("unknown switch", StringComparison.Ordinal)
        || error.Contains("unknown option", StringComparison.Ordinal);

    /// <summary>The result of a failed fetch if it is about the requested commits; null if it failed for another reason.</summary>
    public static FetchOutcome? FindFetchOutcome(string error) =>
        error.Contains("not our ref", StringComparison.Ordinal)
        || error.Contains("unadvertised object", StringComparison.Ordinal)
            ? FetchOutcome.NotFound
        : error.Contains("no commits selected for shallow requests", StringComparison.Ordinal)
        || error.Contains("error processing shallow info", StringComparison.Ordinal)
            ? FetchOutcome.TooOld
        : null;

    /// <summary>Whether a retry of the command may succeed.</summary>
    public static bool IsTransient(string error) =>
        TransientError.IsConnectionError(error)
        && FindFetchOutcome(error) is null
        && Rules.All(rule => rule.MayBeTransient || !rule.Matches(error));

    /// <summary>Whether two commits have no common ancestor in the repository.</summary>
    public static bool IsUnrelatedHistories(string error) =>
        error.Contains("refusing to merge unrelated histories", StringComparison.Ordinal);

    /// <summary>Whether another git process was changing the file <c>shallow</c>.</summary>
    public static bool IsShallowContention(string error) =>
        error.Contains("shallow.lock", StringComparison.Ordinal)
        || error.Contains("shallow file has changed", StringComparison.Ordinal);

    /// <summary>Whether the file <c>shallow</c> contains a commit that is missing: die() in git's <c>fetch-pack.c</c>.</summary>
    public static bool IsShallowDamage(string error) =>
        error.Contains("error in object: unshallow", StringComparison.Ordinal)
        || error.Contains("object not found: unshallow", StringComparison.Ordinal)
        || error.Contains("no shallow found: unshallow", StringComparison.Ordinal);

    private sealed record Rule(FailureKind? Kind, string Hint, params string[] Phrases)
    {
        /// <summary>Whether some of the errors are transient.</summary>
        public bool MayBeTransient { get; init; }

        public bool Matches(string error) =>
            Phrases.Any(phrase => error.Contains(phrase, StringComparison.OrdinalIgnoreCase));
    }
}

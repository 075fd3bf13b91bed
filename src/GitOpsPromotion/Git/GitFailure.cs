using System.Globalization;

namespace GitOpsPromotion.Git;

/// <summary>
/// The one place that tells git's failures apart. git gives no codes but 1, 128 and 129, so its words decide, which
/// <c>LC_ALL=C</c> keeps in English. Sources: die() and error() in git's <c>setup.c</c>, <c>http.c</c>, <c>remote-curl.c</c>,
/// <c>connect.c</c>, <c>fetch-pack.c</c>, <c>lockfile.c</c>, and OpenSSH's <c>ssh</c>.
/// </summary>
internal static class GitFailure
{
    private static readonly Rule[] Rules =
    [
        new(
            // What the remote sent, or what the repository holds: the caller knows.
            Kind: null,
            $"git may use {Limits.FormatSize(Limits.GitMemory)} of memory. A file or a commit of the repository, or an answer of the remote, is too large.",
            "Out of memory"
        ),
        new(FailureKind.Configuration, "Name a folder of a git repository with --sourcedir.", "not a git repository"),
        new(
            FailureKind.Configuration,
            "The folder belongs to somebody else. If you trust it: git config --global --add safe.directory <folder>.",
            "dubious ownership"
        ),
        new(
            FailureKind.Unavailable,
            "The remote answers with a redirection, which a token does not follow. Give origin the new URL: git remote set-url origin <url>.",
            "returned error: 301",
            "returned error: 302",
            "returned error: 303",
            "returned error: 307",
            "returned error: 308",
            "unable to update url base from redirection"
        ),
        new(
            FailureKind.Unauthorized,
            "Check the token: that it is valid, has not expired, and may read and write this repository.",
            "Authentication failed",
            "could not read Username",
            "could not read Password",
            "returned error: 401",
            "returned error: 403",
            "HTTP Basic: Access denied"
        ),
        new(
            FailureKind.Unauthorized,
            "Check the SSH key: that the agent holds it, and that it may read and write this repository.",
            "Permission denied (",
            "Permission denied, please try again"
        ),
        new(
            FailureKind.Unavailable,
            "Add the host's key to known_hosts once you have made sure that it is the right one.",
            "Host key verification failed"
        ),
        new(
            FailureKind.Unavailable,
            "Check the URL of origin, and that the credentials may read the repository.",
            "epository not found",
            "returned error: 404",
            "does not appear to be a git repository",
            "does not exist",
            "no such repository"
        ),
        new(
            FailureKind.Unavailable,
            "Check the URL of origin and the network, and try again.",
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
            MayPass = true,
        },
        new(
            FailureKind.Rejected,
            "The repository's objects cannot be written. Check the permissions and the space of its disk.",
            "insufficient permission for adding an object",
            "unable to create temporary file",
            "No space left on device"
        ),
    ];

    /// <param name="what">What did not happen, as a sentence.</param>
    /// <param name="error">What git said; secrets are hidden already.</param>
    /// <param name="otherwise">The kind of what no rule knows.</param>
    /// <param name="hint">What to do about it then.</param>
    public static PromotionException From(
        string what,
        string error,
        FailureKind otherwise = FailureKind.Rejected,
        string? hint = null
    )
    {
        var rule = Rules.FirstOrDefault(rule => rule.Matches(error));
        var reason = SecretRedactor.Flatten(error);
        return new(rule?.Kind ?? otherwise, reason.Length > 0 ? $"{what} git said: {reason}" : what)
        {
            Hint = rule?.Hint ?? hint,
        };
    }

    public static PromotionException TooOld(string version) =>
        new(FailureKind.Unavailable, $"git 2.38 or newer is required, found '{SecretRedactor.Flatten(version)}'.")
        {
            Hint = "Update git.",
        };

    /// <summary>What to say of a git process that a signal has ended; null where it ended by itself.</summary>
    /// <param name="exitCode">128 and the number of the signal, as a shell has it.</param>
    /// <param name="error">What git said. It ends with 129 by itself where its arguments are wrong.</param>
    public static PromotionException? FindSignal(int exitCode, string error) =>
        exitCode is 129 or 130 or 137 or 143 && !IsUsageError(error)
            ? new(
                FailureKind.Unavailable,
                string.Create(CultureInfo.InvariantCulture, $"git was ended by signal {exitCode - 128}.")
            )
            {
                Hint = exitCode is 137
                    ? "Run the command again. If it happens again, the machine may be short of memory."
                    : "Run the command again.",
            }
            : null;

    public static bool IsUsageError(string error) =>
        error.Contains("usage: git", StringComparison.Ordinal)
        || error.Contains("unknown switch", StringComparison.Ordinal)
        || error.Contains("unknown option", StringComparison.Ordinal);

    /// <summary>What a failed fetch says of the commits asked for; null where it failed for another reason.</summary>
    public static FetchOutcome? FindFetchOutcome(string error) =>
        error.Contains("not our ref", StringComparison.Ordinal)
        || error.Contains("unadvertised object", StringComparison.Ordinal)
            ? FetchOutcome.NotFound
        : error.Contains("no commits selected for shallow requests", StringComparison.Ordinal)
        || error.Contains("error processing shallow info", StringComparison.Ordinal)
            ? FetchOutcome.TooOld
        : null;

    /// <summary>Whether the same command may succeed when it is repeated: the one place that decides this for all commands.</summary>
    public static bool IsTransient(string error) =>
        TransientError.IsConnectionError(error)
        && FindFetchOutcome(error) is null
        && Rules.All(rule => rule.MayPass || !rule.Matches(error));

    /// <summary>Whether two commits have no common ancestor here.</summary>
    public static bool IsUnrelatedHistories(string error) =>
        error.Contains("refusing to merge unrelated histories", StringComparison.Ordinal);

    /// <summary>Whether another git process was just changing the list of shallow commits.</summary>
    public static bool IsShallowContention(string error) =>
        error.Contains("shallow.lock", StringComparison.Ordinal)
        || error.Contains("shallow file has changed", StringComparison.Ordinal);

    /// <summary>Whether the list of shallow commits names one that is not there: die() in git's <c>fetch-pack.c</c>.</summary>
    public static bool IsShallowDamage(string error) =>
        error.Contains("error in object: unshallow", StringComparison.Ordinal)
        || error.Contains("object not found: unshallow", StringComparison.Ordinal)
        || error.Contains("no shallow found: unshallow", StringComparison.Ordinal);

    private sealed record Rule(FailureKind? Kind, string Hint, params string[] Phrases)
    {
        /// <summary>Whether it also matches failures that pass.</summary>
        public bool MayPass { get; init; }

        public bool Matches(string error) =>
            Phrases.Any(phrase => error.Contains(phrase, StringComparison.OrdinalIgnoreCase));
    }
}

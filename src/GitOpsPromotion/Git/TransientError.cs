namespace GitOpsPromotion.Git;

/// <summary>Error texts of connections and servers after which a retry may succeed.</summary>
/// <remarks>
/// Sources: git's <c>http.c</c>, <c>remote-curl.c</c>, <c>pkt-line.c</c>, <c>connect.c</c> and <c>transport.c</c>; curl's
/// <c>strerror.c</c>; OpenSSH's <c>packet.c</c>. GitHub: https://github.com/desktop/desktop/issues/16398 and
/// https://github.com/isaacs/github/issues/1741.
/// </remarks>
internal static class TransientError
{
    private static readonly string[] ConnectionErrors =
    [
        "returned error: 408",
        "returned error: 429",
        "returned error: 5",
        "RPC failed; HTTP 408",
        "RPC failed; HTTP 429",
        "RPC failed; HTTP 5",
        "RPC failed; curl",
        "Could not resolve host",
        "Temporary failure in name resolution",
        "Failed to connect to",
        "unable to connect to",
        "Couldn't connect to server",
        "Connection refused",
        "Connection timed out",
        "Operation timed out",
        "Connection reset",
        "Connection closed by",
        "Connection was reset",
        "Network is unreachable",
        "No route to host",
        "Broken pipe",
        "Empty reply from server",
        "transfer closed with",
        "SSL_ERROR_SYSCALL",
        "unexpected eof while reading",
        "GnuTLS recv error",
        "TLS connection was non-properly terminated",
        "HTTP/2 stream",
        "the remote end hung up",
        "unexpected disconnect",
        "early EOF",
        "expected flush after ref listing",
        "unable to rewind rpc post data",
    ];

    private static readonly string[] ServerErrors =
    [
        "Internal Server Error",
        "fatal error in commit_refs",
        "remote failed to report status",
        "Bad Gateway",
        "Service Unavailable",
        "Gateway Timeout",
    ];

    // git ends the connection itself where the remote lacks a capability: atomic pushes or push options.
    private const string MissingCapability = "receiving end does not support";

    /// <summary>Whether connecting failed, the connection broke, or the server responded with an error.</summary>
    public static bool IsConnectionError(string error) =>
        !error.Contains(MissingCapability, StringComparison.OrdinalIgnoreCase)
        && ConnectionErrors.Any(phrase => error.Contains(phrase, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the server reports an internal error.</summary>
    public static bool IsServerError(string text) =>
        ServerErrors.Any(phrase => text.Contains(phrase, StringComparison.OrdinalIgnoreCase));
}

namespace GitOpsPromotion.Git;

internal sealed partial record UserSettingFailure
{
    private static readonly UserSettingFailure[] All =
    [
        new(
            FailureKind.Configuration,
            "Unset it, or set it to a date such as 2026-01-31T12:00:00Z.",
            ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"],
            [],
            (error, value) => Contains(error, "invalid date format") && Contains(error, value)
        ),
        new(
            FailureKind.Configuration,
            "Set it to a name or an email address that git accepts.",
            ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"],
            ["user.name", "author.name", "committer.name"],
            (error, value) => Contains(error, "disallowed characters") && Contains(error, value)
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or set it to a name.",
            ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"],
            ["user.name", "author.name", "committer.name"],
            (error, _) => Contains(error, "empty ident name")
        )
        {
            MatchesBlank = true,
        },
        new(
            FailureKind.Configuration,
            "Unset it, or set it to a readable git configuration file.",
            ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"],
            [],
            (error, value) =>
                Contains(error, value) && (Contains(error, "config") || Contains(error, "unable to access"))
        ),
        new(
            FailureKind.Unavailable,
            "Check the proxy, or add the host of origin to no_proxy.",
            ["https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"],
            ["http.proxy", "remote.origin.proxy"],
            IsProxy
        ),
        new(
            FailureKind.Configuration,
            "The remote does not support push options. Remove the setting: git config --unset-all push.pushOption.",
            [],
            ["push.pushoption"],
            (error, _) => Contains(error, "does not support push options")
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or set it to an ssh program.",
            ["GIT_SSH_COMMAND", "GIT_SSH"],
            ["core.sshcommand"],
            IsProgram
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or set it to a readable file with the certificate authority of the server.",
            ["GIT_SSL_CAINFO", "GIT_SSL_CAPATH"],
            ["http.sslcainfo", "http.sslcapath"],
            (error, _) => Contains(error, "error setting certificate") || Contains(error, "SSL certificate problem")
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or set it to a client certificate and its key.",
            ["GIT_SSL_CERT", "GIT_SSL_KEY"],
            ["http.sslcert", "http.sslkey"],
            (error, _) => Contains(error, "client certificate") || Contains(error, "unable to set private key")
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or set it to ciphers that git's TLS library supports.",
            ["GIT_SSL_CIPHER_LIST"],
            ["http.sslcipherlist"],
            (error, _) => Contains(error, "cipher list")
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or allow the protocol of origin.",
            ["GIT_ALLOW_PROTOCOL"],
            [],
            (error, _) => IsProtocol(error)
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or allow the protocol of origin.",
            ["GIT_PROTOCOL_FROM_USER"],
            [
                "protocol.file.allow",
                "protocol.git.allow",
                "protocol.http.allow",
                "protocol.https.allow",
                "protocol.ssh.allow",
                "protocol.allow",
            ],
            (error, value) =>
                IsProtocol(error) && value.ToUpperInvariant() is "0" or "FALSE" or "NO" or "OFF" or "NEVER" or "USER"
        ),
        new(
            FailureKind.Configuration,
            "Unset it: git finds its programs without it.",
            ["GIT_EXEC_PATH"],
            [],
            (error, _) => Contains(error, "unable to find remote helper") || Contains(error, "is not a git command")
        ),
    ];

    private static bool IsProxy(string error, string value) =>
        Contains(error, "unable to access")
        && (
            Contains(error, "proxy")
            || (
                Uri.TryCreate(Contains(value, "://") ? value : $"http://{value}", UriKind.Absolute, out var proxy)
                && Contains(error, $"connect to {proxy.Host} port {proxy.Port} ")
            )
        );

    private static bool IsProtocol(string error) => Contains(error, "transport '") && Contains(error, "not allowed");

    private static bool IsProgram(string error, string value)
    {
        var program = value.Trim().Split(' ')[0].Trim('"', '\'');
        return new[]
        {
            $"cannot run {program}",
            $"{program}: not found",
            $"{program}: command not found",
            $"{program}: No such file",
            $"{program}: Permission denied",
        }.Any(phrase => Contains(error, phrase));
    }

    private static bool Contains(string text, string phrase) =>
        text.Contains(phrase, StringComparison.OrdinalIgnoreCase);
}

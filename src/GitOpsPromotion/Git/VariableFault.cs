using System.Text.RegularExpressions;

namespace GitOpsPromotion.Git;

/// <summary>
/// A failure of git that comes from a variable or a setting of the user. Which one is told from git's message, where it names
/// none. Sources: die() and error() in git's <c>ident.c</c>, <c>run-command.c</c>, <c>connect.c</c>, <c>transport.c</c>,
/// <c>http.c</c>, and libcurl's messages.
/// </summary>
/// <param name="Kind">What kind of failure it is.</param>
/// <param name="Hint">What to do about it.</param>
/// <param name="Variables">The variables that cause it, the likeliest first.</param>
/// <param name="Settings">The settings that do the same, in lower case.</param>
/// <param name="Matches">Whether git's message tells of it, given the value of the variable.</param>
internal sealed partial record VariableFault(
    FailureKind Kind,
    string Hint,
    string[] Variables,
    string[] Settings,
    Func<string, string, bool> Matches
)
{
    private const int MaxValueLength = 200;

    private static readonly VariableFault[] All =
    [
        new(
            FailureKind.Configuration,
            "Unset it, or set it to a date such as 2026-01-31T12:00:00Z.",
            ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"],
            [],
            (error, value) => Has(error, "invalid date format") && Has(error, value)
        ),
        new(
            FailureKind.Configuration,
            "Set it to a name or an address that git can write into a commit.",
            ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"],
            ["user.name", "author.name", "committer.name"],
            (error, value) => Has(error, "disallowed characters") && Has(error, value)
        ),
        new(
            FailureKind.Unreachable,
            "Check the proxy, or exempt the host of origin with no_proxy.",
            ["https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"],
            ["http.proxy", "remote.origin.proxy"],
            IsProxy
        ),
        new(
            FailureKind.Configuration,
            "The remote does not take push options. Remove the setting: git config --unset-all push.pushOption.",
            [],
            ["push.pushoption"],
            (error, _) => Has(error, "does not support push options")
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or name an ssh program that can be run.",
            ["GIT_SSH_COMMAND", "GIT_SSH"],
            ["core.sshcommand"],
            IsProgram
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or name a file of certificates that git can read and that holds the server's authority.",
            ["GIT_SSL_CAINFO", "GIT_SSL_CAPATH"],
            ["http.sslcainfo", "http.sslcapath"],
            (error, _) => Has(error, "error setting certificate") || Has(error, "SSL certificate problem")
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or name the files of a client certificate and its key.",
            ["GIT_SSL_CERT", "GIT_SSL_KEY"],
            ["http.sslcert", "http.sslkey"],
            (error, _) => Has(error, "client certificate") || Has(error, "unable to set private key")
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or set it to ciphers that git's TLS library has.",
            ["GIT_SSL_CIPHER_LIST"],
            ["http.sslcipherlist"],
            (error, _) => Has(error, "cipher list")
        ),
        new(
            FailureKind.Configuration,
            "Unset it, or let it allow the protocol of origin.",
            ["GIT_ALLOW_PROTOCOL"],
            ["protocol.allow"],
            (error, _) => Has(error, "transport '") && Has(error, "not allowed")
        ),
        new(
            FailureKind.Configuration,
            "Unset it: git knows where its programs are.",
            ["GIT_EXEC_PATH"],
            [],
            (error, _) => Has(error, "unable to find remote helper") || Has(error, "is not a git command")
        ),
    ];

    /// <summary>The failure with the name of the variable or setting, or null where git's message tells of none that is set.</summary>
    /// <param name="error">What git said.</param>
    /// <param name="variables">The environment that the tool was started with.</param>
    /// <param name="configuration">Git's settings; null where they could not be read.</param>
    public static PromotionException? Find(
        string error,
        IDictionary<string, string?> variables,
        GitConfiguration? configuration
    ) =>
        All.SelectMany(fault =>
                fault
                    .Candidates(variables, configuration)
                    .Where(set => fault.Matches(error, set.Value))
                    .Select(set => fault.Describe(set.Name, set.Value, error))
            )
            .FirstOrDefault()
        ?? FindNamed(error, variables);

    // As 'bad boolean environment value' and 'bogus count in GIT_CONFIG_COUNT'.
    private static PromotionException? FindNamed(string error, IDictionary<string, string?> variables) =>
        VariableName
            .Matches(error)
            .Select(match => match.Value)
            .Where(name => variables.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value))
            .Select(name =>
                new VariableFault(
                    FailureKind.Configuration,
                    "Unset it, or set it to a value that git takes.",
                    [name],
                    [],
                    (_, _) => true
                ).Describe(name, variables[name]!, error)
            )
            .FirstOrDefault();

    private IEnumerable<(string Name, string Value)> Candidates(
        IDictionary<string, string?> variables,
        GitConfiguration? configuration
    ) =>
        Variables
            .Select(name => (name, variables.TryGetValue(name, out var value) ? value : null))
            .Concat(Settings.Select(name => (name, configuration?.Get(name))))
            .Where(set => !string.IsNullOrWhiteSpace(set.Item2))
            .Select(set => (set.Item1, set.Item2!));

    private PromotionException Describe(string name, string value, string error) =>
        new(Kind, $"{name} is set to '{Shown(value)}', which makes git fail: {Redaction.Flatten(error)}")
        {
            Hint = Hint,
        };

    private static string Shown(string value)
    {
        var flat = Password.Replace(Redaction.Flatten(value), "***@");
        return flat.Length > MaxValueLength ? flat[..MaxValueLength] + '…' : flat;
    }

    private static bool IsProxy(string error, string value) =>
        Has(error, "unable to access")
        && (
            Has(error, "proxy")
            || (
                Uri.TryCreate(Has(value, "://") ? value : $"http://{value}", UriKind.Absolute, out var proxy)
                && Has(error, $"connect to {proxy.Host} port {proxy.Port} ")
            )
        );

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
        }.Any(phrase => Has(error, phrase));
    }

    private static bool Has(string text, string phrase) => text.Contains(phrase, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"[^\s/@]+:[^\s/@]*@", RegexOptions.CultureInvariant)]
    private static partial Regex Password { get; }

    [GeneratedRegex(@"\bGIT_[A-Z][A-Z0-9_]*\b", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName { get; }
}

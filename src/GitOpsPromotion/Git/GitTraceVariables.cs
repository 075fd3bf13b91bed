using System.Text.RegularExpressions;

namespace GitOpsPromotion.Git;

/// <summary>
/// Keeps secrets out of git's own traces, and traces out of standard error. Traces to files and sockets stay enabled
/// unless the URL of a remote contains a user.
/// </summary>
/// <remarks>Source: https://git-scm.com/docs/git#Documentation/git.txt-codeGITTRACEcode, https://git-scm.com/docs/api-trace2</remarks>
internal static partial class GitTraceVariables
{
    private const string Prefix = "GIT_TRACE";

    /// <summary>Variables that set the format of a trace, not its target.</summary>
    private static readonly string[] Options =
    [
        "GIT_TRACE_CURL_NO_DATA",
        "GIT_TRACE_REDACT",
        "GIT_TRACE2_REDACT",
        "GIT_TRACE2_BRIEF",
        "GIT_TRACE2_PERF_BRIEF",
        "GIT_TRACE2_EVENT_BRIEF",
        "GIT_TRACE2_EVENT_NESTING",
        "GIT_TRACE2_MAX_FILES",
        "GIT_TRACE2_PARENT_NAME",
        "GIT_TRACE2_PARENT_SID",
    ];

    private static readonly KeyValuePair<string, string>[] FixedVariables =
    [
        // trace2 logs the settings and variables that match these patterns, and the token could be one of them. Only a
        // non-empty variable overrides the user's settings trace2.configParams and trace2.envVars.
        KeyValuePair.Create("GIT_TRACE2_CONFIG_PARAMS", "-"),
        KeyValuePair.Create("GIT_TRACE2_ENV_VARS", "-"),
        // Redact headers, and passwords in URLs.
        KeyValuePair.Create("GIT_TRACE_REDACT", "1"),
        KeyValuePair.Create("GIT_TRACE2_REDACT", "1"),
    ];

    private static readonly KeyValuePair<string, string>[] TargetSettings =
    [
        KeyValuePair.Create("GIT_TRACE2", "trace2.normaltarget"),
        KeyValuePair.Create("GIT_TRACE2_PERF", "trace2.perftarget"),
        KeyValuePair.Create("GIT_TRACE2_EVENT", "trace2.eventtarget"),
    ];

    /// <summary>The protocol for traced requests: git before 2.43 does not redact HTTP/2 headers.</summary>
    public static KeyValuePair<string, string> RedactedProtocol { get; } =
        KeyValuePair.Create("http.version", "HTTP/1.1");

    /// <summary>Whether HTTP requests are traced.</summary>
    public static bool TracesRequests(IDictionary<string, string?> environment) => IsSet(environment, "GIT_TRACE_CURL");

    /// <summary>Changes the environment of a process.</summary>
    public static void ApplyTo(IDictionary<string, string?> environment, GitConfiguration? configuration)
    {
        environment.Remove("GIT_CURL_VERBOSE");
        var mayWrite = configuration is null || !HasUserInUrl(configuration);

        foreach (var (name, value) in environment.ToArray())
        {
            if (
                name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                && !Options.Contains(name, StringComparer.OrdinalIgnoreCase)
                && !(mayWrite && IsFile(value))
            )
            {
                environment.Remove(name);
            }
        }

        foreach (var (variable, setting) in TargetSettings)
        {
            if (
                !IsSet(environment, variable)
                && configuration?.Get(setting) is { } target
                && !(mayWrite && IsFile(target))
            )
            {
                environment[variable] = "0";
            }
        }

        foreach (var (name, value) in FixedVariables)
        {
            environment[name] = value;
        }
    }

    /// <summary>
    /// Whether the URL of a remote may contain a token. git traces it as an argument of the programs that it starts.
    /// </summary>
    private static bool HasUserInUrl(GitConfiguration configuration) =>
        configuration
            .GetSubsections("remote", "url")
            .Concat(configuration.GetSubsections("remote", "pushurl"))
            .Select(remote => remote.Value)
            .Concat(configuration.GetSubsections("url", "insteadof").Select(url => url.Key))
            .Concat(configuration.GetSubsections("url", "pushinsteadof").Select(url => url.Key))
            .Any(UserInUrl.IsMatch);

    [GeneratedRegex(@"^https?://[^/\s]*@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInUrl { get; }

    private static bool IsSet(IDictionary<string, string?> environment, string name) =>
        environment.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value);

    // 1, true and other digits are file descriptors, such as standard error.
    private static bool IsFile(string? target) =>
        target is not null
        && (Path.IsPathFullyQualified(target) || target.StartsWith("af_unix:", StringComparison.Ordinal));
}

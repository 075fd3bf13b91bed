using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Git;

/// <summary>The URL of a remote in any form that git accepts: https, http, ssh, scp-like, git, file or a path.</summary>
/// <param name="Scheme">In lower case: <c>https</c>, <c>http</c>, <c>ssh</c>, <c>git</c> or <c>file</c>.</param>
/// <param name="Host">In lower case, without brackets; empty for files.</param>
/// <param name="Port">The port, if the URL contains one.</param>
/// <param name="User">The user, if the URL contains one, as written; never a password. In an HTTP URL it may be a token: do not show it.</param>
/// <param name="Path">The path as written, without a leading slash for network schemes.</param>
/// <remarks>Source: https://git-scm.com/docs/git-fetch#_git_urls</remarks>
public sealed partial record RemoteUrl(string Scheme, string Host, int? Port, string? User, string Path)
    : IParsable<RemoteUrl>
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form = "the URL of a git repository (https, http, ssh, git or file) or a path";

    /// <summary>Whether the host is a loopback name or address; false for files.</summary>
    public bool IsLoopback =>
        Host is "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether a token may be sent: over https, or http to this machine.</summary>
    public bool AllowsToken => Scheme is "https" || (Scheme is "http" && IsLoopback);

    public static RemoteUrl Parse(string s, IFormatProvider? provider = null) =>
        // The text may contain a password.
        TryParse(s, provider, out var url) ? url : throw new FormatException($"This is not {Form}.");

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out RemoteUrl? result
    )
    {
        result =
            string.IsNullOrWhiteSpace(s) || s.Any(char.IsControl) ? null
            : s.Contains("://", StringComparison.Ordinal) ? FromUrl(s)
            : DrivePath.IsMatch(s) || !ScpLike.IsMatch(s) ? FromPath(s)
            : FromScpLike(s);
        return result is not null;
    }

    /// <summary>The URL without parts that may be secret.</summary>
    public override string ToString() =>
        Scheme is "file"
            ? Path
            : $"{Scheme}://{(Scheme is "ssh" && User is not null ? User + '@' : "")}{Authority}/{Path}";

    /// <summary>The URL as in git's <c>http.&lt;url&gt;.*</c> settings.</summary>
    internal string SettingsKey => $"{Scheme}://{(User is null ? "" : User + '@')}{Authority}/{Path}";

    /// <summary>Whether both have the same scheme, host and port, so that a token for one may be sent to the other.</summary>
    internal bool HasSameServerAs(RemoteUrl other) =>
        string.Equals(Scheme, other.Scheme, StringComparison.Ordinal)
        && string.Equals(Host, other.Host, StringComparison.Ordinal)
        && EffectivePort == other.EffectivePort;

    private int? EffectivePort =>
        Port
        ?? Scheme switch
        {
            "https" => 443,
            "http" => 80,
            _ => null,
        };

    private string Authority =>
        (Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)
        + (Port is { } port ? string.Create(CultureInfo.InvariantCulture, $":{port}") : "");

    private static RemoteUrl? FromUrl(string text)
    {
        var match = Url.Match(text);

        if (!match.Success)
        {
            return null;
        }

        var scheme = match.Groups["scheme"].Value.ToLowerInvariant();
        return scheme switch
        {
            "file" => new("file", "", Port: null, User: null, LocalPath(match)),
            "git+ssh" or "ssh+git" or "ssh" => FromAuthority("ssh", match),
            "https" or "http" or "git" => FromAuthority(scheme, match),
            _ => null,
        };
    }

    private static RemoteUrl? FromAuthority(string scheme, Match match)
    {
        var host = match.Groups["host"].Value;
        var port = match.Groups["port"].Value;
        var number = 0;

        return
            host.Length == 0
            // ssh would interpret it as an option.
            || host[0] is '-'
            || (
                port.Length > 0
                && !(int.TryParse(port, CultureInfo.InvariantCulture, out number) && number is > 0 and < 65536)
            )
            ? null
            : new(
                scheme,
                host.Trim('[', ']').ToLowerInvariant(),
                port.Length > 0 ? number : null,
                match.Groups["user"] is { Success: true, Value: { Length: > 0 } user } ? user : null,
                match.Groups["path"].Value.TrimStart('/')
            );
    }

    // On Windows, file:///C:/x is C:/x, and file://server/share/x is a network share.
    private static string LocalPath(Match match)
    {
        var path = match.Groups["path"].Value;
        return match.Groups["host"].Value is { Length: > 0 } host and not "localhost" ? $"//{host}{path}"
            : DrivePath.IsMatch(path.TrimStart('/')) ? path.TrimStart('/')
            : path;
    }

    // 'ext::sh -c …' would run a command, and other remote helpers are not part of git.
    private static RemoteUrl? FromPath(string text) =>
        HelperAddress.IsMatch(text) || text[0] is '-' ? null : new("file", "", Port: null, User: null, text);

    private static RemoteUrl? FromScpLike(string text) =>
        HelperAddress.IsMatch(text) || text[0] is '-' ? null : FromAuthority("ssh", ScpLike.Match(text));

    [GeneratedRegex(
        @"\A(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://((?<user>[^/@:]*)(:[^/@]*)?@)?(?<host>\[[0-9A-Fa-f:.%]+\]|[^/:@\[\]]*)(:(?<port>[0-9]*))?(?<path>/.*)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Url { get; }

    // Like git: a colon before the first slash.
    [GeneratedRegex(
        @"\A((?<user>[^/@:]+)@)?(?<host>\[[0-9A-Fa-f:.%]+\]|[^/:@\[\]]+)(?<port>):(?<path>.*)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex ScpLike { get; }

    [GeneratedRegex(@"\A[A-Za-z]:([\\/]|\z)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DrivePath { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9+.-]+::", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex HelperAddress { get; }
}

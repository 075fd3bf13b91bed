namespace GitOpsPromotion.Git;

/// <summary>Git settings that override the user's own.</summary>
internal static class RepositorySettings
{
    private static readonly KeyValuePair<string, string>[] Fixed =
    [
        // Hooks are for the user's own commits and pushes. This path contains no files.
        KeyValuePair.Create("core.hookspath", "/dev/null"),
        // No background work, and no files other than objects.
        KeyValuePair.Create("maintenance.auto", "false"),
        KeyValuePair.Create("gc.auto", "0"),
        KeyValuePair.Create("fetch.writecommitgraph", "false"),
        KeyValuePair.Create("core.fsmonitor", "false"),
        // Submodules are treated as plain entries.
        KeyValuePair.Create("submodule.recurse", "false"),
        // Push the named refs only.
        KeyValuePair.Create("push.followtags", "false"),
        KeyValuePair.Create("push.gpgsign", "false"),
        // Costs a fetch. RemoteWriter enables it if it is needed.
        KeyValuePair.Create("push.negotiate", "false"),
        KeyValuePair.Create("push.useforceifincludes", "false"),
        // Bound the memory: large files are streamed, and caches are small.
        KeyValuePair.Create("core.bigfilethreshold", "16m"),
        KeyValuePair.Create("core.packedgitwindowsize", "16m"),
        KeyValuePair.Create("core.packedgitlimit", "128m"),
        KeyValuePair.Create("core.deltabasecachelimit", "32m"),
        KeyValuePair.Create("pack.threads", "1"),
        KeyValuePair.Create("pack.windowmemory", "64m"),
        KeyValuePair.Create("pack.deltacachesize", "32m"),
        // Show names in a diff without escapes.
        KeyValuePair.Create("core.quotepath", "false"),
        // Commit messages are written as UTF-8.
        KeyValuePair.Create("i18n.commitencoding", "UTF-8"),
    ];

    public static GitEnvironment For(
        GitConfiguration configuration,
        RemoteConfiguration remote,
        GitCredential? credential
    )
    {
        var authorization = credential is null ? null : new HttpAuthorization(configuration, remote, credential);
        return new(
            configuration,
            [.. configuration.FromEnvironment.Where(setting => !AppliesToRemotes(setting.Key)), .. Fixed]
        )
        {
            Reading = CreateAccess(configuration, remote, remote.Url, authorization),
            Writing = CreateAccess(configuration, remote, remote.PushUrl, authorization),
            IsPartialClone = remote.IsPromisor,
            Secrets = authorization?.Secrets ?? [],
        };
    }

    private static RemoteAccess CreateAccess(
        GitConfiguration configuration,
        RemoteConfiguration remote,
        RemoteUrl url,
        HttpAuthorization? authorization
    )
    {
        // Not for ssh: HTTP headers and credential helpers may contain a token.
        var isWeb = url.Scheme is "https" or "http";
        KeyValuePair<string, string>[] settings =
        [
            .. configuration.FromEnvironment.Where(setting =>
                AppliesToRemotes(setting.Key) && (isWeb || !AppliesToHttp(setting.Key))
            ),
            .. remote.Settings,
        ];

        return authorization?.AppliesTo(url) is true
            ? new([.. settings, .. authorization.SettingsFor(url)], UsesHelpers: false)
            {
                // Empty: if the token is rejected, the command fails without a prompt.
                Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["GIT_ASKPASS"] = "" },
            }
            : new(settings, UsesHelpers: isWeb && url.AllowsToken);
    }

    private static bool AppliesToRemotes(string key) =>
        AppliesToHttp(key)
        || key.StartsWith("remote.", StringComparison.Ordinal)
        || key.StartsWith("url.", StringComparison.Ordinal);

    private static bool AppliesToHttp(string key) =>
        key.StartsWith("http.", StringComparison.Ordinal) || key.StartsWith("credential.", StringComparison.Ordinal);
}

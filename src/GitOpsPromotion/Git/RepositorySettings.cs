namespace GitOpsPromotion.Git;

/// <summary>The settings under which git works in the user's repository here, whatever the user's own are.</summary>
internal static class RepositorySettings
{
    private static readonly KeyValuePair<string, string>[] Fixed =
    [
        // Hooks belong to the user's own commits and pushes. (Nothing lies below this path.)
        KeyValuePair.Create("core.hookspath", "/dev/null"),
        // No work in the background, no files besides objects.
        KeyValuePair.Create("maintenance.auto", "false"),
        KeyValuePair.Create("gc.auto", "0"),
        KeyValuePair.Create("fetch.writecommitgraph", "false"),
        KeyValuePair.Create("core.fsmonitor", "false"),
        // Submodules are entries like any other.
        KeyValuePair.Create("submodule.recurse", "false"),
        // What is pushed is what is named.
        KeyValuePair.Create("push.followtags", "false"),
        KeyValuePair.Create("push.gpgsign", "false"),
        // Where the default branch has moved on to a commit that is not here, git would push all of the history again.
        KeyValuePair.Create("push.negotiate", "true"),
        KeyValuePair.Create("push.useforceifincludes", "false"),
        // Memory stays bounded, whatever a repository holds: large files are streamed, and little is kept at once.
        KeyValuePair.Create("core.bigfilethreshold", "16m"),
        KeyValuePair.Create("core.packedgitwindowsize", "16m"),
        KeyValuePair.Create("core.packedgitlimit", "128m"),
        KeyValuePair.Create("core.deltabasecachelimit", "32m"),
        KeyValuePair.Create("pack.threads", "1"),
        KeyValuePair.Create("pack.windowmemory", "64m"),
        KeyValuePair.Create("pack.deltacachesize", "32m"),
        // Names in a diff are shown as they are.
        KeyValuePair.Create("core.quotepath", "false"),
        // Messages are written as UTF-8 here.
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
        // ssh gets nothing of what is meant for HTTP: headers and helpers may hold a token.
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
                // An empty name is no program: a refused token is a failure, not a question.
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

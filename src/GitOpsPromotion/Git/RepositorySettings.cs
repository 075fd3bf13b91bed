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
        IEnumerable<KeyValuePair<string, string>> settings =
        [
            .. configuration.FromEnvironment,
            .. remote.Settings,
            .. Fixed,
        ];

        if (credential is null)
        {
            return new(configuration, [.. settings]);
        }

        HttpAuthorization authorization = new(configuration, remote, credential);
        return new(configuration, [.. settings, .. authorization.Settings])
        {
            // An empty name is no program: a refused token is a failure, not a question.
            Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["GIT_ASKPASS"] = "" },
            Secrets = authorization.Secrets,
        };
    }
}

using System.Globalization;

namespace GitOpsPromotion.Git;

/// <summary>The environment that git gets: what it inherits, less what would lead it astray, and settings.</summary>
/// <param name="configuration">Git's own settings; null while they are being read.</param>
/// <param name="settings">Settings of every process, as if given with <c>git -c</c>, in their order.</param>
internal sealed class GitEnvironment(
    GitConfiguration? configuration,
    IReadOnlyList<KeyValuePair<string, string>> settings
)
{
    /// <summary>Git's own settings; null while they are being read.</summary>
    public GitConfiguration? Configuration => configuration;

    /// <summary>For the commands that read from the remote; null where none does.</summary>
    public RemoteAccess? Reading { get; init; }

    /// <summary>For the command that writes to the remote; null where none does.</summary>
    public RemoteAccess? Writing { get; init; }

    /// <summary>Whether objects may be missing here, which the commands that read files and folders fetch then.</summary>
    public bool IsPartialClone { get; init; }

    /// <summary>What must not be shown.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>For the process that reads the configuration: nothing is overridden yet.</summary>
    public static GitEnvironment Inherited { get; } = new(configuration: null, []);

    /// <summary>
    /// What a git hook exports for its own repository, after <c>git rev-parse --local-env-vars</c>. The repository is the one that the
    /// given folder lies in, whichever process starts the tool.
    /// </summary>
    private static readonly string[] RepositoryVariables =
    [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_COMMON_DIR",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_QUARANTINE_PATH",
        "GIT_GRAFT_FILE",
        "GIT_SHALLOW_FILE",
        "GIT_REPLACE_REF_BASE",
        "GIT_NAMESPACE",
        "GIT_PREFIX",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_CONFIG",
    ];

    private static readonly Dictionary<string, string> FixedVariables = new(StringComparer.Ordinal)
    {
        // Messages are told apart by their English words.
        ["LC_ALL"] = "C",
        ["LANGUAGE"] = "C",
        // Nobody answers a question in a pipeline, and the tool's own input is not for git.
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GCM_INTERACTIVE"] = "never",
        // Promotions are built from what a commit holds for everybody, not from local replacements.
        ["GIT_NO_REPLACE_OBJECTS"] = "1",
        // What a partial clone lacks is fetched when it is needed.
        ["GIT_NO_LAZY_FETCH"] = "0",
    };

    /// <summary>Adapts the environment that a process inherits.</summary>
    /// <param name="environment">What it inherits.</param>
    /// <param name="arguments">The command line of git without its first word. The command decides whether it may know the token.</param>
    public void ApplyTo(IDictionary<string, string?> environment, IReadOnlyList<string> arguments)
    {
        var access = FindAccess(CommandOf(arguments));

        foreach (var name in RepositoryVariables)
        {
            environment.Remove(name);
        }

        if (access is not { UsesHelpers: true })
        {
            TokenVariables.RemoveFrom(environment, Secrets);
        }

        GitTraceVariables.ApplyTo(environment, configuration);

        foreach (var (name, value) in access is null ? FixedVariables : FixedVariables.Concat(access.Variables))
        {
            environment[name] = value;
        }

        // Git finds gpg, ssh and its helpers there.
        environment["PATH"] = ProgramPath.From(environment).Value;

        if (configuration is not null)
        {
            Configure(
                environment,
                [
                    .. settings,
                    .. access?.Settings ?? [],
                    .. access is not null && GitTraceVariables.TracesRequests(environment)
                        ? [GitTraceVariables.RedactedProtocol]
                        : Array.Empty<KeyValuePair<string, string>>(),
                ]
            );

            foreach (var (name, value) in CommitIdentity.GetMissingVariables(configuration, environment).ToArray())
            {
                environment[name] = value;
            }
        }
    }

    private RemoteAccess? FindAccess(string? command) =>
        command switch
        {
            "push" => Writing,
            "fetch" or "ls-remote" => Reading,
            "cat-file" or "diff-tree" or "merge-tree" when IsPartialClone => Reading,
            _ => null,
        };

    private static string? CommandOf(IReadOnlyList<string> arguments)
    {
        var index = 0;

        while (index < arguments.Count && arguments[index] is "-c")
        {
            index += 2;
        }

        return arguments.ElementAtOrDefault(index);
    }

    private static void Configure(
        IDictionary<string, string?> environment,
        IReadOnlyList<KeyValuePair<string, string>> all
    )
    {
        // The settings hold what these said. GIT_CONFIG_PARAMETERS would be read later and win.
        environment.Remove("GIT_CONFIG_PARAMETERS");

        foreach (var name in environment.Keys.Where(IsNumberedSetting).ToArray())
        {
            environment.Remove(name);
        }

        environment["GIT_CONFIG_COUNT"] = all.Count.ToString(CultureInfo.InvariantCulture);

        for (var index = 0; index < all.Count; index++)
        {
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{index}")] = all[index].Key;
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{index}")] = all[index].Value;
        }
    }

    private static bool IsNumberedSetting(string name) =>
        name.StartsWith("GIT_CONFIG_KEY_", StringComparison.Ordinal)
        || name.StartsWith("GIT_CONFIG_VALUE_", StringComparison.Ordinal);
}

using System.Globalization;

namespace GitOpsPromotion.Git;

/// <summary>The environment variables of a git process: inherited ones, without those of another repository, and settings.</summary>
/// <param name="configuration">Git's settings; null in the process that reads them.</param>
/// <param name="settings">Settings for every process, as with <c>git -c</c>.</param>
internal sealed class GitEnvironment(
    GitConfiguration? configuration,
    IReadOnlyList<KeyValuePair<string, string>> settings
)
{
    /// <summary>Git's settings; null in the process that reads them.</summary>
    public GitConfiguration? Configuration => configuration;

    /// <summary>For commands that read from the remote; null if there is none.</summary>
    public RemoteAccess? Reading { get; init; }

    /// <summary>For commands that write to the remote; null if there is none.</summary>
    public RemoteAccess? Writing { get; init; }

    /// <summary>Whether objects may be missing, so that commands that read files fetch them.</summary>
    public bool IsPartialClone { get; init; }

    /// <summary>The texts to redact.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>For the process that reads the configuration: no settings are overridden.</summary>
    public static GitEnvironment Inherited { get; } = new(configuration: null, []);

    /// <summary>
    /// Variables that name a repository, from <c>git rev-parse --local-env-vars</c>. A git hook exports them for its own
    /// repository, which may not be the one to work in.
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
        // Error messages are recognized by their English text.
        ["LC_ALL"] = "C",
        ["LANGUAGE"] = "C",
        // No prompts: there is nobody to answer in a pipeline.
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GCM_INTERACTIVE"] = "never",
        // Ignore local replacements (git replace): promotions use the same objects as everybody else.
        ["GIT_NO_REPLACE_OBJECTS"] = "1",
        // A partial clone fetches missing objects when they are read.
        ["GIT_NO_LAZY_FETCH"] = "0",
    };

    /// <summary>The same with one more setting for every process.</summary>
    public GitEnvironment With(string key, string value) =>
        new(configuration, [.. settings, KeyValuePair.Create(key, value)])
        {
            Reading = Reading,
            Writing = Writing,
            IsPartialClone = IsPartialClone,
            Secrets = Secrets,
        };

    /// <summary>Changes the environment of a process.</summary>
    /// <param name="environment">The inherited variables.</param>
    /// <param name="arguments">The arguments of git. The command decides whether the process gets the token.</param>
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

        // git uses PATH to find gpg, ssh and its helpers.
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
        // Their values are part of the settings. GIT_CONFIG_PARAMETERS would take precedence.
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

using System.Globalization;

namespace GitOpsPromotion.Git;

/// <summary>The environment that git gets: what it inherits, less what would lead it astray, and settings.</summary>
/// <param name="configuration">Git's own settings; null while they are being read.</param>
/// <param name="settings">Settings as if given with <c>git -c</c>, in their order. They may be secret.</param>
internal sealed class GitEnvironment(
    GitConfiguration? configuration,
    IReadOnlyList<KeyValuePair<string, string>> settings
)
{
    /// <summary>Variables to set besides.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What must not be shown.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>For the process that reads the configuration: nothing is overridden yet.</summary>
    public static GitEnvironment Inherited { get; } = new(configuration: null, []);

    /// <summary>
    /// What a git hook exports for its own repository, after <c>git rev-parse --local-env-vars</c>. The repository is the one that the
    /// given folder lies in, whichever process starts the tool.
    /// </summary>
    private static readonly string[] OfAnotherRepository =
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

    private static readonly Dictionary<string, string> Always = new(StringComparer.Ordinal)
    {
        // Messages are told apart by their English words.
        ["LC_ALL"] = "C",
        ["LANGUAGE"] = "C",
        // Nobody answers a question in a pipeline, and the tool's own input is not for git.
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GCM_INTERACTIVE"] = "never",
        // Promotions are built from what a commit holds for everybody, not from local replacements.
        ["GIT_NO_REPLACE_OBJECTS"] = "1",
        // GIT_TRACE_CURL may be on; it must not show the token.
        ["GIT_TRACE_REDACT"] = "1",
    };

    /// <summary>Adapts the environment that a process inherits.</summary>
    public void ApplyTo(IDictionary<string, string?> environment)
    {
        foreach (var name in OfAnotherRepository)
        {
            environment.Remove(name);
        }

        foreach (var (name, value) in Always.Concat(Variables))
        {
            environment[name] = value;
        }

        if (configuration is not null)
        {
            Configure(environment);

            foreach (var (name, value) in CommitIdentity.Fill(configuration, environment).ToArray())
            {
                environment[name] = value;
            }
        }
    }

    private void Configure(IDictionary<string, string?> environment)
    {
        // The settings hold what these two said. GIT_CONFIG_PARAMETERS would be read later and win.
        environment.Remove("GIT_CONFIG_PARAMETERS");
        environment["GIT_CONFIG_COUNT"] = settings.Count.ToString(CultureInfo.InvariantCulture);

        for (var index = 0; index < settings.Count; index++)
        {
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{index}")] = settings[index].Key;
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{index}")] = settings[
                index
            ].Value;
        }
    }
}

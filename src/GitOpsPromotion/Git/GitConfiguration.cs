using System.Globalization;

namespace GitOpsPromotion.Git;

/// <summary>Git's settings in a repository, from all files and from environment variables.</summary>
internal sealed class GitConfiguration
{
    private readonly List<(string Scope, string Key, string Value)> entries = [];

    /// <summary>Reads the output of <c>git config --list --show-scope -z</c>: scope, NUL, key, line feed, value, NUL.</summary>
    /// <remarks>Source: https://git-scm.com/docs/git-config#Documentation/git-config.txt--z</remarks>
    public static GitConfiguration Parse(string output)
    {
        GitConfiguration configuration = new();
        var parts = output.Split('\0');

        for (var index = 0; index + 1 < parts.Length; index += 2)
        {
            var entry = parts[index + 1];
            var end = entry.IndexOf('\n', StringComparison.Ordinal);

            // A key without a value is a boolean, and true.
            configuration.entries.Add(
                end < 0 ? (parts[index], entry, "true") : (parts[index], entry[..end], entry[(end + 1)..])
            );
        }

        return configuration;
    }

    public static async Task<GitConfiguration> ReadAsync(
        string directory,
        IProgress<string>? trace,
        CancellationToken cancellationToken
    )
    {
        GitProcess process = new(directory, GitEnvironment.Inherited, trace);
        var listed = await process.RunAsync(["config", "--list", "--show-scope", "-z"], cancellationToken);
        return listed.ExitCode == 0
            ? Parse(listed.Text)
            : throw await process.ExplainAsync(
                "Reading git's configuration failed.",
                listed.Error,
                FailureKind.Configuration,
                cancellationToken
            );
    }

    /// <summary>The settings from <c>git -c</c> and from <c>GIT_CONFIG_*</c> variables.</summary>
    public IEnumerable<KeyValuePair<string, string>> FromEnvironment =>
        entries.Where(entry => entry.Scope is "command").Select(entry => KeyValuePair.Create(entry.Key, entry.Value));

    /// <summary>All values of a setting, in the order in which git reads them.</summary>
    /// <param name="key">Section and name in lower case; the subsection as written.</param>
    public IEnumerable<string> GetAll(string key) =>
        entries.Where(entry => string.Equals(entry.Key, key, StringComparison.Ordinal)).Select(entry => entry.Value);

    /// <summary>The effective value, which is the last one, or null.</summary>
    public string? Get(string key) => GetAll(key).LastOrDefault();

    public bool GetBoolean(string key) =>
        Get(key)?.ToLowerInvariant() is { } value
        && (
            value is "true" or "yes" or "on"
            || (int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number != 0)
        );

    /// <summary>The settings <c>section.*.name</c>, each with its subsection as the key.</summary>
    public IEnumerable<KeyValuePair<string, string>> GetSubsections(string section, string name)
    {
        foreach (var (_, key, value) in entries)
        {
            if (
                key.Length > section.Length + name.Length + 1
                && key.StartsWith(section + '.', StringComparison.Ordinal)
                && key.EndsWith('.' + name, StringComparison.Ordinal)
            )
            {
                yield return KeyValuePair.Create(key[(section.Length + 1)..^(name.Length + 1)], value);
            }
        }
    }

    /// <summary>The settings of one subsection, by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> GetSection(string section, string subsection)
    {
        var prefix = $"{section}.{subsection}.";
        return entries
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(entry => KeyValuePair.Create(entry.Key[prefix.Length..], entry.Value))
            .Where(entry => !entry.Key.Contains('.', StringComparison.Ordinal));
    }
}

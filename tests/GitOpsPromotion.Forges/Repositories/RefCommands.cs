using LibGit2Sharp;

namespace GitOpsPromotion.Forges.Repositories;

/// <summary>Git commands that read and write refs and settings, in process. Null for options that are not supported.</summary>
internal static class RefCommands
{
    private const string None = "0000000000000000000000000000000000000000";

    public static GitResult? Update(Repository repository, string[] options) =>
        options switch
        {
            ["-d", var name] => Write(repository, name, commit: null, _ => true),
            ["-d", var name, { Length: 40 } old] => Write(repository, name, commit: null, current => current == old),
            [var name, var revision] when ObjectCommands.Find(repository, revision) is { } found => Write(
                repository,
                name,
                found.Sha,
                _ => true
            ),
            [var name, var revision, { Length: 40 } old] when ObjectCommands.Find(repository, revision) is { } found =>
                Write(repository, name, found.Sha, current => (current ?? None) == old),
            _ => null,
        };

    /// <summary>Lists refs in the default format or by name. Bare repositories only: clones have symbolic refs.</summary>
    public static GitResult? List(Repository repository, string[] options)
    {
        var byName = options is ["--format=%(refname)", ..];
        var patterns = byName ? options[1..] : options;
        return repository.Info.IsBare && !patterns.Any(pattern => pattern is ['-', ..])
            ? GitResult.Success(
                string.Join(
                    '\n',
                    Refs(repository)
                        .Read("refs/")
                        .Where(item => patterns.Length is 0 || patterns.Any(pattern => Matches(item.Key, pattern)))
                        .OrderBy(item => item.Key, StringComparer.Ordinal)
                        .Select(item =>
                            byName ? item.Key : $"{item.Value} {TypeOf(repository, item.Value)}\t{item.Key}"
                        )
                )
            )
            : null;
    }

    public static GitResult? ReadHead(Repository repository, string[] options) =>
        options is ["HEAD"] && repository.Refs.Head is SymbolicReference head
            ? GitResult.Success(head.TargetIdentifier)
            : null;

    public static GitResult? SetConfiguration(Repository repository, string[] options)
    {
        if (options is not [var key, var value] || key is ['-', ..])
        {
            return null;
        }

        repository.Config.Set(key, value, ConfigurationLevel.Local);
        return GitResult.Success("");
    }

    public static GitResult? SetUrl(Repository repository, string[] options)
    {
        if (options is not ["set-url", var name, var url] || name is ['-', ..])
        {
            return null;
        }

        repository.Config.Set($"remote.{name}.url", url, ConfigurationLevel.Local);
        return GitResult.Success("");
    }

    private static GitResult? Write(
        Repository repository,
        string name,
        string? commit,
        Predicate<string?> isExpected
    ) =>
        !name.StartsWith("refs/", StringComparison.Ordinal) ? null
        : Refs(repository).TryWrite(name, commit, isExpected) ? GitResult.Success("")
        : GitResult.Failure;

    private static RefFiles Refs(Repository repository) => new(repository.Info.Path);

    private static bool Matches(string name, string pattern) =>
        name == pattern || name.StartsWith(pattern.TrimEnd('/') + '/', StringComparison.Ordinal);

    private static string TypeOf(Repository repository, string id) =>
        ObjectCommands.Read(repository, ["-t", id])?.Text ?? "";
}

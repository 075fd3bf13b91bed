namespace GitOpsPromotion.Git;

/// <summary>
/// Finds programs in the folders of PATH, and nowhere else. .NET would look in the current directory first, which may be
/// a checkout of somebody else's files.
/// </summary>
/// <param name="path">The variable PATH.</param>
/// <param name="extensions">The variable PATHEXT, which counts on Windows only.</param>
/// <param name="isWindows">Whether the rules of Windows apply: drives, backslashes, extensions.</param>
/// <param name="isExecutable">Whether a path names a file that can be run.</param>
internal sealed class ProgramPath(string? path, string? extensions, bool isWindows, Predicate<string> isExecutable)
{
    /// <summary>What Windows starts by itself. Batch files are run by cmd.exe, which reads arguments as commands.</summary>
    private static readonly string[] BinaryExtensions = [".com", ".exe"];

    /// <summary>The folders in their order. Empty and relative entries are left out: they mean the current directory.</summary>
    public IReadOnlyList<string> Folders { get; } =
    [
        .. (path ?? "")
            .Split(isWindows ? ';' : ':')
            .Select(entry => isWindows ? entry.Trim().Trim('"') : entry)
            .Where(entry => IsAbsolute(entry, isWindows)),
    ];

    /// <summary>PATH without the entries that are left out.</summary>
    public string Value => string.Join(isWindows ? ';' : ':', Folders);

    /// <summary>The search on this machine.</summary>
    public static ProgramPath From(IDictionary<string, string?> environment) =>
        new(
            environment.TryGetValue("PATH", out var path) ? path : null,
            environment.TryGetValue("PATHEXT", out var extensions) ? extensions : null,
            OperatingSystem.IsWindows(),
            IsExecutable
        );

    /// <summary>The full path of a program, or null where no folder has it.</summary>
    /// <param name="name">A bare name, without an extension.</param>
    public string? Find(string name) =>
        Folders
            .SelectMany(folder => FileNames(name).Select(file => Join(folder, file)))
            .FirstOrDefault(file => isExecutable(file));

    private IEnumerable<string> FileNames(string name) =>
        isWindows
            ? (string.IsNullOrWhiteSpace(extensions) ? string.Join(';', BinaryExtensions) : extensions)
                .Split(';', StringSplitOptions.TrimEntries)
                .Where(extension => BinaryExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
                .Select(extension => name + extension.ToLowerInvariant())
            : [name];

    private string Join(string folder, string file) =>
        isWindows ? $@"{folder.TrimEnd('\\', '/')}\{file}" : $"{folder.TrimEnd('/')}/{file}";

    // By hand, so that the rules of one system can be tested on another. 'C:x' and '\x' depend on the current directory.
    private static bool IsAbsolute(string entry, bool isWindows) =>
        isWindows
            ? entry is [_, ':', '\\' or '/', ..] || entry.StartsWith(@"\\", StringComparison.Ordinal)
            : entry.StartsWith('/');

    private static bool IsExecutable(string file)
    {
        const UnixFileMode anybody = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

        // False for folders.
        return File.Exists(file)
            && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & anybody) is not UnixFileMode.None);
    }
}

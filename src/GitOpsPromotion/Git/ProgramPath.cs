namespace GitOpsPromotion.Git;

/// <summary>
/// Finds programs in the folders of PATH only. .NET would search the current directory first, which may be a checkout
/// of untrusted files.
/// </summary>
/// <param name="path">The value of PATH.</param>
/// <param name="extensions">The value of PATHEXT; used on Windows only.</param>
/// <param name="isWindows">Whether to use the rules of Windows: drives, backslashes, extensions.</param>
/// <param name="isExecutable">Whether a path is an executable file.</param>
internal sealed class ProgramPath(string? path, string? extensions, bool isWindows, Predicate<string> isExecutable)
{
    /// <summary>Windows runs batch files with cmd.exe, which interprets arguments, so they are not used.</summary>
    private static readonly string[] BinaryExtensions = [".com", ".exe"];

    /// <summary>The folders, in order. Empty and relative entries depend on the current directory and are left out.</summary>
    public IReadOnlyList<string> Folders { get; } =
    [
        .. (path ?? "")
            .Split(isWindows ? ';' : ':')
            .Select(entry => isWindows ? entry.Trim().Trim('"') : entry)
            .Where(entry => IsAbsolute(entry, isWindows)),
    ];

    /// <summary>PATH without the entries that were left out.</summary>
    public string Value => string.Join(isWindows ? ';' : ':', Folders);

    /// <summary>The search on this machine, from its environment variables.</summary>
    public static ProgramPath From(IDictionary<string, string?> environment) =>
        new(
            environment.TryGetValue("PATH", out var path) ? path : null,
            environment.TryGetValue("PATHEXT", out var extensions) ? extensions : null,
            OperatingSystem.IsWindows(),
            IsExecutable
        );

    /// <summary>The full path of a program, or null if it is not found.</summary>
    /// <param name="name">The file name without extension.</param>
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

    // Not Path.IsPathFullyQualified, so that the rules of Windows can be tested on any system. 'C:x' and '\x' depend on the current directory.
    private static bool IsAbsolute(string entry, bool isWindows) =>
        isWindows
            ? entry is [_, ':', '\\' or '/', ..] || entry.StartsWith(@"\\", StringComparison.Ordinal)
            : entry.StartsWith('/');

    private static bool IsExecutable(string file)
    {
        const UnixFileMode anybody = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

        // File.Exists is false for folders.
        return File.Exists(file)
            && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & anybody) is not UnixFileMode.None);
    }
}

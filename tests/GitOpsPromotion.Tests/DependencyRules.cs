using System.Globalization;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Tests;

/// <summary>The rules for a source file: the folders that it may use, and what only some files may do.</summary>
internal static partial class DependencyRules
{
    private static readonly Restriction[] Restrictions =
    [
        new(
            "only Git/GitProcess.cs starts processes",
            StartsProcess,
            path => path is not "src/GitOpsPromotion/Git/GitProcess.cs"
        ),
        new("programs are started by their full path, which ProgramPath finds", NamesProgram, _ => true),
        new("only Git uses processes", UsesProcess, path => FolderOf(path) is not "Git"),
        new("the library does not print", UsesConsole, IsLibrary),
        new("the library does not read the environment", UsesEnvironment, IsLibrary),
        new(
            "only Git and Providers access files and the network",
            UsesFilesOrNetwork,
            path => IsLibrary(path) && IsPure(FolderOf(path))
        ),
        new("time comes from a TimeProvider", ReadsClock, _ => true),
        new(
            "only KnownProvider.cs names the forges",
            NamesForge,
            path => !IsLibrary(path) && path is not "src/GitOpsPromotion.Cli/Providers/KnownProvider.cs"
        ),
    ];

    /// <summary>The violations in a file, each as <c>path:line: rule: text</c>.</summary>
    /// <param name="path">From the root of the checkout, with slashes.</param>
    /// <param name="text">The content of the file.</param>
    public static IEnumerable<string> Check(string path, string text)
    {
        if (DependencyTable.FindNamespace(NamespaceOf(path)) != NamespaceOf(path))
        {
            return [$"{path}:1: '{FolderOf(path)}' has no row in the table of dependencies"];
        }

        return text.ReplaceLineEndings("\n")
            .Split('\n')
            .Select(line => Comment.Replace(line, ""))
            .Index()
            .SelectMany(line =>
                CheckLine(path, line.Item)
                    .Select(violation =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{path}:{line.Index + 1}: {violation}: {line.Item.Trim()}"
                        )
                    )
            );
    }

    /// <summary>The namespace of the folder of a file.</summary>
    public static string NamespaceOf(string path) => string.Join('.', path.Split('/')[1..^1]);

    private static IEnumerable<string> CheckLine(string path, string line)
    {
        if (Namespace.Match(line) is { Success: true } declared)
        {
            return declared.Groups["name"].Value == NamespaceOf(path)
                ? []
                : [$"the namespace of this folder is {NamespaceOf(path)}"];
        }

        var used = UsedNamespaces(path, line)
            .Where(name => !DependencyTable.IsAllowed(NamespaceOf(path), name))
            .Select(name => $"{NamespaceOf(path)} may not use {name}");
        return used.Concat(
            Restrictions.Where(rule => rule.Applies(path) && rule.Forbidden.IsMatch(line)).Select(rule => rule.Name)
        );
    }

    /// <summary>The namespaces in a line: full names, and names relative to the namespace of the file.</summary>
    private static IEnumerable<string> UsedNamespaces(string path, string line) =>
        FullName
            .Matches(line)
            .Select(match => DependencyTable.FindNamespace(match.Value)!)
            .Concat(RelativeName.Matches(line).SelectMany(match => Resolve(path, match.Groups["name"].Value)))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Resolve(string path, string name)
    {
        for (var scope = NamespaceOf(path); scope.Length > 0; scope = Parent(scope))
        {
            if (DependencyTable.Namespaces.Contains($"{scope}.{name}", StringComparer.Ordinal))
            {
                return [$"{scope}.{name}"];
            }
        }

        return [];
    }

    private static string Parent(string name) => name.LastIndexOf('.') is var dot and >= 0 ? name[..dot] : "";

    private static bool IsLibrary(string path) => path.StartsWith("src/GitOpsPromotion/", StringComparison.Ordinal);

    private static bool IsPure(string folder) =>
        folder is not ("Git" or "Providers") && !folder.StartsWith("Providers.", StringComparison.Ordinal);

    /// <summary>The folder below the project, with dots: <c>Providers.GitHub</c>.</summary>
    private static string FolderOf(string path) => string.Join('.', path.Split('/')[2..^1]);

    /// <param name="Name">The rule, for the message.</param>
    /// <param name="Forbidden">What a line must not contain.</param>
    /// <param name="Applies">The files to which the rule applies, by their paths.</param>
    private sealed record Restriction(string Name, Regex Forbidden, Predicate<string> Applies);

    // After a colon, the slashes are part of a URL.
    [GeneratedRegex("(?<!:)//.*$")]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"^\s*namespace (?<name>[\w.]+)")]
    private static partial Regex Namespace { get; }

    [GeneratedRegex(@"\bGitOpsPromotion(\.[A-Z]\w*)+", RegexOptions.ExplicitCapture)]
    private static partial Regex FullName { get; }

    [GeneratedRegex(@"(?<![\w.])(?<name>[A-Z]\w*)(?=(\.[A-Z]\w*)+[ .(<>?;])", RegexOptions.ExplicitCapture)]
    private static partial Regex RelativeName { get; }

    [GeneratedRegex(@"\bProcessStartInfo\b|(?<![\w.])Process\.Start\b|\bnew Process\b")]
    private static partial Regex StartsProcess { get; }

    [GeneratedRegex(@"\bProcessStartInfo\b[^(]*\(\s*""|\bProcess\.Start\(\s*""|\.FileName = """)]
    private static partial Regex NamesProgram { get; }

    [GeneratedRegex(@"\bSystem\.Diagnostics\.Process\b|(?<![\w.])Process\b(?= \w|\.)")]
    private static partial Regex UsesProcess { get; }

    [GeneratedRegex(@"(?<![\w.])(System\.)?Console\b(?=\.|;)", RegexOptions.ExplicitCapture)]
    private static partial Regex UsesConsole { get; }

    // By its members, because promotions also have an Environment.
    [GeneratedRegex(
        @"\bSystem\.Environment\b|(?<![\w.])Environment\.(\w*EnvironmentVariable|GetCommandLineArgs|GetFolderPath|Exit|FailFast|CurrentDirectory|NewLine|(Machine|User|UserDomain)Name|ProcessPath|OSVersion)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex UsesEnvironment { get; }

    [GeneratedRegex(
        @"\bSystem\.(IO|Net)\b|(?<![\w.])(File|Directory)\.[A-Z]|\b(FileInfo|DirectoryInfo|FileStream|FileSystemWatcher|HttpClient|Socket|TcpClient)\b",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex UsesFilesOrNetwork { get; }

    [GeneratedRegex(
        @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bThread\.Sleep\b|\bStopwatch\b",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex ReadsClock { get; }

    [GeneratedRegex(
        @"\bProviders\.(GitHub|AzureDevOps|PlainGit)\b|\b(GitHub|AzureDevOps|PlainGit)Provider\b",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex NamesForge { get; }
}

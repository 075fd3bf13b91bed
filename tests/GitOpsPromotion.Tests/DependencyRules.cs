using System.Globalization;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Tests;

/// <summary>Who may use whom: the table of <c>docs/architecture.md</c>, held against the text of source files.</summary>
internal static partial class DependencyRules
{
    private static readonly string[] NothingOfOurs = [];
    private static readonly string[] Concepts = ["Text", "Images", "Manifests", "Configuration", "Git", "Providers"];

    /// <summary>Each folder of the library, and the folders that it may use. Subfolders are rows of their own.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        [""] = NothingOfOurs,
        ["Text"] = NothingOfOurs,
        ["Yaml"] = NothingOfOurs,
        ["Images"] = ["Text"],
        ["Manifests"] = ["Images", "Yaml"],
        ["Configuration"] = ["Text", "Images", "Yaml"],
        ["Git"] = NothingOfOurs,
        ["Providers"] = ["Git"],
        ["Providers.Http"] = ["Providers", "Git"],
        ["Providers.GitHub"] = ["Providers", "Providers.Http", "Git"],
        ["Providers.AzureDevOps"] = ["Providers", "Providers.Http", "Git"],
        ["Providers.PlainGit"] = ["Providers", "Git"],
        ["Promotions"] = Concepts,
    };

    /// <summary>The table of known providers is the one place that names each of them.</summary>
    private const string ProviderTable = "src/GitOpsPromotion/Providers/KnownProvider.cs";

    private static readonly Restriction[] Restrictions =
    [
        new(
            "only Git/GitProcess.cs starts processes",
            StartsProcess,
            path => path is not "src/GitOpsPromotion/Git/GitProcess.cs"
        ),
        new("programs are started by their full path, which ProgramPath finds", NamesProgram, _ => true),
        new("only Git knows processes", KnowsProcess, path => FolderOf(path) is not "Git"),
        new("the library never prints", UsesConsole, IsLibrary),
        new("the library does not read the environment", UsesEnvironment, IsLibrary),
        new("only Git and Providers touch the world", TouchesWorld, path => IsLibrary(path) && IsPure(FolderOf(path))),
        new("time comes from a TimeProvider", ReadsClock, _ => true),
    ];

    /// <summary>All that a file does against the rules, each as <c>path:line: what</c>.</summary>
    /// <param name="path">From the root of the checkout, with slashes.</param>
    /// <param name="text">The file.</param>
    public static IEnumerable<string> Check(string path, string text)
    {
        if (IsLibrary(path) && !MayUse.ContainsKey(FolderOf(path)))
        {
            return [$"{path}:1: '{FolderOf(path)}' has no row in the table of dependencies"];
        }

        return text.ReplaceLineEndings("\n")
            .Split('\n')
            .Select(line => Comment.Replace(line, ""))
            .Index()
            .SelectMany(line =>
                CheckLine(path, line.Item)
                    .Select(mistake =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{path}:{line.Index + 1}: {mistake}: {line.Item.Trim()}"
                        )
                    )
            );
    }

    private static IEnumerable<string> CheckLine(string path, string line)
    {
        if (Namespace.Match(line) is { Success: true } declared)
        {
            return string.Equals(declared.Groups["name"].Value, NamespaceOf(path), StringComparison.Ordinal)
                ? []
                : [$"the namespace of this folder is {NamespaceOf(path)}"];
        }

        var used = IsLibrary(path)
            ? UsedFolders(line)
                .Where(folder => !IsAllowed(path, folder))
                .Select(folder => $"{Name(path)} may not use {folder}")
            : [];
        return used.Concat(
            Restrictions.Where(rule => rule.Holds(path) && rule.Forbidden.IsMatch(line)).Select(rule => rule.Words)
        );
    }

    /// <summary>The folders that a line names, whether with the full namespace or with the end of one.</summary>
    private static IEnumerable<string> UsedFolders(string line) =>
        FullName
            .Matches(line)
            .Select(match => match.Groups["folder"].Value)
            .Select(name =>
                MayUse.Keys.Append("Cli").Where(folder => IsWithin(name, folder)).MaxBy(folder => folder.Length)!
            )
            .Concat(RelativeName.Matches(line).Select(match => match.Groups["folder"].Value))
            .Select(folder => folder is "GitHub" or "AzureDevOps" or "PlainGit" ? $"Providers.{folder}" : folder);

    private static bool IsAllowed(string path, string folder) =>
        string.Equals(folder, FolderOf(path), StringComparison.Ordinal)
        || folder.Length is 0
        || MayUse[FolderOf(path)].Contains(folder, StringComparer.Ordinal)
        || (path is ProviderTable && folder.StartsWith("Providers.", StringComparison.Ordinal));

    private static bool IsWithin(string name, string folder) =>
        folder.Length is 0
        || string.Equals(name, folder, StringComparison.Ordinal)
        || name.StartsWith(folder + ".", StringComparison.Ordinal);

    private static bool IsLibrary(string path) => path.StartsWith("src/GitOpsPromotion/", StringComparison.Ordinal);

    private static bool IsPure(string folder) => !IsWithin(folder, "Git") && !IsWithin(folder, "Providers");

    private static string Name(string path) => FolderOf(path) is { Length: > 0 } folder ? folder : "the library's root";

    /// <summary>The folder below the project, with dots: <c>Providers.GitHub</c>.</summary>
    private static string FolderOf(string path) => string.Join('.', path.Split('/')[2..^1]);

    private static string NamespaceOf(string path) =>
        FolderOf(path) is { Length: > 0 } folder ? $"{path.Split('/')[1]}.{folder}" : path.Split('/')[1];

    /// <summary>What only some files may do.</summary>
    private sealed record Restriction(string Words, Regex Forbidden, Predicate<string> Holds);

    // The colon keeps the slashes of an address.
    [GeneratedRegex("(?<!:)//.*$")]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"^\s*namespace (?<name>[\w.]+)")]
    private static partial Regex Namespace { get; }

    [GeneratedRegex(@"\bGitOpsPromotion\.(?<folder>[A-Z][\w.]*)")]
    private static partial Regex FullName { get; }

    [GeneratedRegex(
        @"(?<![\w.])(?<folder>Images|Manifests|Configuration|Git|Providers|Promotions|Yaml|(?:Providers\.)?(?:GitHub|AzureDevOps|PlainGit))\.[A-Z]\w*[ .(<>?]",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex RelativeName { get; }

    [GeneratedRegex(@"\bProcessStartInfo\b|(?<![\w.])Process\.Start\b|\bnew Process\b")]
    private static partial Regex StartsProcess { get; }

    [GeneratedRegex(@"\bProcessStartInfo\b[^(]*\(\s*""|\bProcess\.Start\(\s*""|\.FileName = """)]
    private static partial Regex NamesProgram { get; }

    [GeneratedRegex(@"\bSystem\.Diagnostics\.Process\b|(?<![\w.])Process\b(?= \w|\.)")]
    private static partial Regex KnowsProcess { get; }

    [GeneratedRegex(@"(?<![\w.])(System\.)?Console\b(?=\.|;)", RegexOptions.ExplicitCapture)]
    private static partial Regex UsesConsole { get; }

    // By its members: a promotion has an environment, too.
    [GeneratedRegex(
        @"\bSystem\.Environment\b|(?<![\w.])Environment\.(\w*EnvironmentVariable|GetCommandLineArgs|GetFolderPath|Exit|FailFast|CurrentDirectory|NewLine|(Machine|User|UserDomain)Name|ProcessPath|OSVersion)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex UsesEnvironment { get; }

    [GeneratedRegex(
        @"\bSystem\.(IO|Net)\b|(?<![\w.])(File|Directory)\.[A-Z]|\b(FileInfo|DirectoryInfo|FileStream|FileSystemWatcher|HttpClient|Socket|TcpClient)\b",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex TouchesWorld { get; }

    [GeneratedRegex(
        @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bThread\.Sleep\b|\bStopwatch\b",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex ReadsClock { get; }
}

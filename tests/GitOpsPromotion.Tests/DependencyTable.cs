namespace GitOpsPromotion.Tests;

/// <summary>The folders of <c>src</c>, and the folders that each may use: the tables of <c>docs/architecture.md</c>.</summary>
/// <remarks>Subfolders have their own rows. Every folder may use the root of the library.</remarks>
internal static class DependencyTable
{
    private const string Library = "GitOpsPromotion";
    private const string FrontEnd = "GitOpsPromotion.Cli";

    private static readonly Dictionary<string, string[]> LibraryRows = new(StringComparer.Ordinal)
    {
        [""] = [],
        ["Text"] = [],
        ["Yaml"] = [],
        ["Images"] = ["Text"],
        ["Manifests"] = ["Images", "Text", "Yaml"],
        ["Configuration"] = ["Images", "Text", "Yaml"],
        ["Git"] = ["Text"],
        ["Providers"] = ["Git", "Text"],
        ["Providers.Http"] = ["Providers", "Git", "Text"],
        ["Providers.PullRequests"] = ["Providers", "Git", "Text"],
        ["Providers.GitHub"] = ["Providers", "Providers.PullRequests", "Providers.Http", "Git", "Text"],
        ["Providers.AzureDevOps"] = ["Providers", "Providers.PullRequests", "Providers.Http", "Git", "Text"],
        ["Providers.PlainGit"] = ["Providers", "Providers.PullRequests", "Git", "Text"],
        ["Promotions"] = ["Images", "Manifests", "Configuration", "Git", "Providers", "Text"],
    };

    private static readonly Dictionary<string, string[]> FrontEndRows = new(StringComparer.Ordinal)
    {
        ["Output"] = [],
        ["Completion"] = [],
        ["Ci"] = ["Output"],
        ["Providers"] = ["Output"],
        ["Demonstration"] = ["Output"],
        ["Arguments"] = ["Output", "Providers"],
        ["Execution"] = ["Arguments", "Ci", "Output", "Providers"],
        ["Commands"] = ["Arguments", "Ci", "Completion", "Demonstration", "Execution", "Output"],
        [""] = ["Arguments", "Commands", "Completion", "Execution", "Output", "Providers"],
    };

    /// <summary>The namespaces of all rows; those with the longest names first.</summary>
    public static IReadOnlyList<string> Namespaces { get; } =
    [
        .. LibraryRows
            .Keys.Select(folder => NamespaceOf(Library, folder))
            .Concat(FrontEndRows.Keys.Select(folder => NamespaceOf(FrontEnd, folder)))
            .OrderByDescending(name => name.Length),
    ];

    /// <summary>The namespace of the row that a name belongs to; null for a name of another library.</summary>
    public static string? FindNamespace(string name) =>
        Namespaces.FirstOrDefault(candidate =>
            name == candidate || name.StartsWith(candidate + ".", StringComparison.Ordinal)
        );

    /// <summary>Whether a folder may use another one, both by their namespaces.</summary>
    public static bool IsAllowed(string user, string used)
    {
        if (user == used || used == Library)
        {
            return true;
        }

        var isFrontEnd = IsFrontEnd(user);
        return IsFrontEnd(used)
            ? isFrontEnd && FrontEndRows[FolderOf(user)].Contains(FolderOf(used), StringComparer.Ordinal)
            : isFrontEnd || LibraryRows[FolderOf(user)].Contains(FolderOf(used), StringComparer.Ordinal);
    }

    private static bool IsFrontEnd(string name) =>
        name == FrontEnd || name.StartsWith(FrontEnd + ".", StringComparison.Ordinal);

    private static string FolderOf(string name) =>
        name[(IsFrontEnd(name) ? FrontEnd : Library).Length..].TrimStart('.');

    private static string NamespaceOf(string project, string folder) =>
        folder.Length == 0 ? project : $"{project}.{folder}";
}

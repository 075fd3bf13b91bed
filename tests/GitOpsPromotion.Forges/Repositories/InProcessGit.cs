using LibGit2Sharp;

namespace GitOpsPromotion.Forges.Repositories;

/// <summary>
/// Runs the frequent git commands of tests in process. A started git process costs about 20 ms of CPU time, and a test
/// needs dozens.
/// </summary>
internal static class InProcessGit
{
    /// <summary>Runs a git command. Null if the command or the repository is not supported, or if it fails.</summary>
    /// <param name="path">The folder of the repository.</param>
    /// <param name="input">The standard input; null for none.</param>
    /// <param name="arguments">The arguments of git.</param>
    public static GitResult? TryRun(string path, byte[]? input, string[] arguments)
    {
        if (arguments is not [var command, ..] || !Commands.TryGetValue(command, out var run))
        {
            return null;
        }

        using var repository = LibGit.TryOpen(path);
        try
        {
            return repository is null ? null : run(repository, input ?? [], arguments[1..]);
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
    }

    private static Dictionary<string, Func<Repository, byte[], string[], GitResult?>> Commands { get; } =
        new(StringComparer.Ordinal)
        {
            ["cat-file"] = (repository, _, options) => ObjectCommands.Read(repository, options),
            ["commit-tree"] = ObjectCommands.CommitTree,
            ["config"] = (repository, _, options) => RefCommands.SetConfiguration(repository, options),
            ["diff"] = (repository, _, options) => HistoryCommands.Diff(repository, options),
            ["for-each-ref"] = (repository, _, options) => RefCommands.List(repository, options),
            ["hash-object"] = ObjectCommands.Write,
            ["log"] = (repository, _, options) => HistoryCommands.Log(repository, options),
            ["ls-tree"] = (repository, _, options) => ObjectCommands.ListTree(repository, options),
            ["merge-base"] = (repository, _, options) => HistoryCommands.MergeBase(repository, options),
            ["remote"] = (repository, _, options) => RefCommands.SetUrl(repository, options),
            ["rev-list"] = (repository, _, options) => HistoryCommands.ListCommits(repository, options),
            ["rev-parse"] = (repository, _, options) => ObjectCommands.Resolve(repository, options),
            ["show"] = (repository, _, options) => HistoryCommands.Log(repository, options),
            ["symbolic-ref"] = (repository, _, options) => RefCommands.ReadHead(repository, options),
            ["update-ref"] = (repository, _, options) => RefCommands.Update(repository, options),
        };
}

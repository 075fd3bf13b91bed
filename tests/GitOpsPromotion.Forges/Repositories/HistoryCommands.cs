using System.Text.RegularExpressions;
using LibGit2Sharp;

namespace GitOpsPromotion.Forges.Repositories;

/// <summary>Git commands that read the history, in process. Null for options that are not supported.</summary>
internal static partial class HistoryCommands
{
    /// <summary><c>git show --no-patch --format=… commit</c> and <c>git log -1 --format=… commit</c>.</summary>
    public static GitResult? Log(Repository repository, string[] options) =>
        options is ["--no-patch" or "-1", var format, var revision]
        && FormatOption.Match(format) is { Success: true } match
        && ObjectCommands.Find(repository, revision) is Commit commit
            ? GitResult.Success(
                Placeholder.Replace(match.Groups["template"].Value, found => Expand(commit, found.Value))
            )
            : null;

    public static GitResult? ListCommits(Repository repository, string[] options) =>
        options is [var range]
        && range.Split("..") is [var from, var to]
        && ObjectCommands.Find(repository, from) is Commit excluded
        && ObjectCommands.Find(repository, to) is Commit included
            ? GitResult.Success(
                string.Join(
                    '\n',
                    repository
                        .Commits.QueryBy(
                            new CommitFilter
                            {
                                IncludeReachableFrom = included,
                                ExcludeReachableFrom = excluded,
                                SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Time,
                            }
                        )
                        .Select(commit => commit.Sha)
                )
            )
            : null;

    public static GitResult? MergeBase(Repository repository, string[] options)
    {
        var mustBeAncestor = options is ["--is-ancestor", ..];
        if (
            (mustBeAncestor ? options[1..] : options) is not [var one, var other]
            || ObjectCommands.Find(repository, one) is not Commit first
            || ObjectCommands.Find(repository, other) is not Commit second
        )
        {
            return null;
        }

        var found = repository.ObjectDatabase.FindMergeBase(first, second);
        return found is null || (mustBeAncestor && found != first) ? GitResult.Failure : GitResult.Success(found.Sha);
    }

    public static GitResult? Diff(Repository repository, string[] options) =>
        options is ["--name-only", "-z", var old, var current]
        && ObjectCommands.Find(repository, $"{old}^{{tree}}") is Tree before
        && ObjectCommands.Find(repository, $"{current}^{{tree}}") is Tree after
            ? GitResult.Success(
                string.Concat(
                    repository
                        .Diff.Compare<TreeChanges>(before, after)
                        .Select(change => change.Path)
                        .Order(StringComparer.Ordinal)
                        .Select(path => path + '\0')
                )
            )
            : null;

    // https://git-scm.com/docs/git-log#_pretty_formats
    private static string Expand(Commit commit, string placeholder) =>
        placeholder switch
        {
            "%H" => commit.Sha,
            "%P" => string.Join(' ', commit.Parents.Select(parent => parent.Sha)),
            "%an" => commit.Author.Name,
            "%ae" => commit.Author.Email,
            "%cn" => commit.Committer.Name,
            "%ce" => commit.Committer.Email,
            "%B" => commit.Message,
            "%s" => Paragraphs(commit)[0].Replace('\n', ' '),
            "%b" => Paragraphs(commit) is [_, var body] ? body : "",
            _ => placeholder,
        };

    private static string[] Paragraphs(Commit commit) => commit.Message.TrimEnd('\n').Split("\n\n", 2);

    // Only formats without other placeholders.
    [GeneratedRegex(
        @"\A--format=(?<template>([^%]|%(H|P|an|ae|cn|ce|B|s|b))*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex FormatOption { get; }

    [GeneratedRegex("%(H|P|an|ae|cn|ce|B|s|b)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder { get; }
}

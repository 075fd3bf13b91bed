using System.Globalization;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>The refs of the remote that hold the state. Each names a commit of a <see cref="PlainGitDocument"/>.</summary>
internal static class PlainGitRefs
{
    public const string AllOpen = OpenPrefix + "*";
    public const string AllMerged = MergedPrefix + "*";
    public const string AllLast = LastPrefix + "*";

    private const string Root = "refs/gitops-promotion/";
    private const string OpenPrefix = Root + "open/";
    private const string MergedPrefix = Root + "merged/";
    private const string LastPrefix = Root + "last/";

    /// <summary>The pull request that is open from a branch. It is gone when the pull request is.</summary>
    public static string Open(BranchName source) => OpenPrefix + source;

    /// <summary>A pull request that has been merged, by its number.</summary>
    public static string Merged(int number) => string.Create(CultureInfo.InvariantCulture, $"{MergedPrefix}{number}");

    /// <summary>A pull request that has been merged, by its merge commit and by its head.</summary>
    public static string MergedCommit(CommitSha commit) => $"{Root}merged-commit/{commit}";

    /// <summary>A number that was taken. It stands in the name so that nothing has to be fetched to know it.</summary>
    public static string Last(int number) => string.Create(CultureInfo.InvariantCulture, $"{LastPrefix}{number}");

    public static string Statuses(CommitSha commit) => $"{Root}statuses/{commit}";

    /// <summary>The refs that a change of a pull request rests on.</summary>
    public static string[] Around(BranchName source, BranchName target, CommitSha head) =>
        [source.Ref, target.Ref, Open(source), MergedCommit(head)];

    /// <summary>Whether the commit that the ref names is to be read.</summary>
    public static bool IsState(string name) => name.StartsWith(Root, StringComparison.Ordinal) && !IsLast(name);

    /// <summary>Whether a pull request is one that the ref may name.</summary>
    public static bool BelongsTo(PullRequestDocument document, string name)
    {
        string[] names = document.MergeCommit is { } merge
            ? [Merged(document.Number), MergedCommit(document.Head), MergedCommit(merge)]
            : [Open(document.Source)];
        return names.Contains(name, StringComparer.Ordinal);
    }

    public static bool IsOpen(string name) => name.StartsWith(OpenPrefix, StringComparison.Ordinal);

    public static bool IsLast(string name) => name.StartsWith(LastPrefix, StringComparison.Ordinal);

    /// <summary>The number at the end of a <see cref="Last"/> or <see cref="Merged"/> ref; 0 for any other ref.</summary>
    public static int NumberOf(string name) =>
        (IsLast(name) || name.StartsWith(MergedPrefix, StringComparison.Ordinal))
        && int.TryParse(
            name.AsSpan(name.LastIndexOf('/') + 1),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;
}

using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>The refs that a change of a pull request pushes, each with the commit that the decision rested on.</summary>
internal static class PlainGitPush
{
    /// <param name="snapshot">What was read.</param>
    /// <param name="document">The pull request, open.</param>
    /// <param name="state">The commit of <paramref name="document"/>.</param>
    public static IEnumerable<RefUpdate> Open(
        PlainGitSnapshot snapshot,
        PullRequestDocument document,
        CommitSha state
    ) => [Update(snapshot, PlainGitRefs.Open(document.Source), state)];

    /// <summary>The target branch moves, the pull request is merged and its branch is gone: all together, or nothing.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="document">The pull request, merged.</param>
    /// <param name="state">The commit of <paramref name="document"/>.</param>
    /// <param name="target">What the target branch is to be; null where it has the merge commit already.</param>
    public static IEnumerable<RefUpdate> Merge(
        PlainGitSnapshot snapshot,
        PullRequestDocument document,
        CommitSha state,
        CommitSha? target
    ) =>
        [
            .. target is null ? [] : new[] { Update(snapshot, document.Target.Ref, target) },
            .. new[] { document.Source.Ref, PlainGitRefs.Open(document.Source) }
                .Where(name => snapshot.Find(name) is not null)
                .Select(name => Update(snapshot, name, to: null)),
            .. Remember(snapshot, document, state),
        ];

    /// <summary>A merged pull request is found by its number, by its merge commit and by its head.</summary>
    public static IEnumerable<RefUpdate> Remember(
        PlainGitSnapshot snapshot,
        PullRequestDocument document,
        CommitSha state
    ) =>
        new[] { document.Head, document.MergeCommit! }
            .Distinct()
            .Select(PlainGitRefs.MergedCommit)
            .Prepend(PlainGitRefs.Merged(document.Number))
            .Select(name => Update(snapshot, name, state));

    /// <summary>A number is taken by the run that creates its ref.</summary>
    public static IEnumerable<RefUpdate> TakeNumber(
        PlainGitSnapshot snapshot,
        PullRequestDocument document,
        CommitSha state
    )
    {
        var taken = snapshot.Refs.Commits.Keys.Where(PlainGitRefs.IsLast).OrderBy(PlainGitRefs.NumberOf).ToList();
        return
        [
            .. PlainGitNumbers.Outdated(taken).Select(name => Update(snapshot, name, to: null)),
            Update(snapshot, PlainGitRefs.Last(document.Number), state),
        ];
    }

    private static RefUpdate Update(PlainGitSnapshot snapshot, string name, CommitSha? to) =>
        new(name, to, snapshot.Find(name));
}

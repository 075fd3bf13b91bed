using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Commits on a promotion branch that change more than the version of its app.</summary>
/// <param name="Tip">The newest commit of the branch.</param>
/// <param name="Subject">The first line of its message.</param>
/// <param name="Changes">What the branch changes, as part of a sentence: <c>adds a.yaml, deletes b.yaml</c>.</param>
public sealed record UnrelatedCommits(CommitSha Tip, string Subject, string Changes);

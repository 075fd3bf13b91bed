namespace GitOpsPromotion.Git;

/// <summary>HEAD of the user's repository.</summary>
/// <param name="Commit">The commit; null in a repository without commits.</param>
/// <param name="Branch">The branch; null if HEAD is detached.</param>
public sealed record GitHead(CommitSha? Commit, BranchName? Branch);

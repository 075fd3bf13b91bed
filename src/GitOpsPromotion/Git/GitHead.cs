namespace GitOpsPromotion.Git;

/// <summary>What HEAD of the user's repository names.</summary>
/// <param name="Commit">The commit; null in a repository without commits.</param>
/// <param name="Branch">The branch; null where HEAD is detached.</param>
public sealed record GitHead(CommitSha? Commit, BranchName? Branch);

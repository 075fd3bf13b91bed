namespace GitOpsPromotion.Git;

/// <summary>A ref to change by a push, if it still has the value that was read.</summary>
/// <param name="Name">The full name of the ref.</param>
/// <param name="New">The new commit; null deletes the ref.</param>
/// <param name="Expected">The commit that it must have now; null if the ref must not exist.</param>
public sealed record RefUpdate(string Name, CommitSha? New, CommitSha? Expected);

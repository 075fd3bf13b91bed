namespace GitOpsPromotion.Git;

/// <summary>One ref of the remote that a push changes, on condition that it still is what was read.</summary>
/// <param name="Name">The full name of the ref.</param>
/// <param name="New">What it is to name; null deletes it.</param>
/// <param name="Expected">What it must name now; null: it must not exist.</param>
public sealed record RefUpdate(string Name, CommitSha? New, CommitSha? Expected);

namespace GitOpsPromotion.Git;

/// <summary>One path at which two trees differ. What is neither file before nor after is a link or a submodule.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="Old">The regular file before; null where there was none.</param>
/// <param name="New">The regular file after; null where there is none.</param>
public sealed record FileChange(string Path, TreeFile? Old, TreeFile? New);

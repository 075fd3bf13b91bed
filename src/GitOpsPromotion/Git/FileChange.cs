namespace GitOpsPromotion.Git;

/// <summary>One path at which two trees differ: a file, a symbolic link or a submodule.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="Old">What was there; null where there was nothing.</param>
/// <param name="New">What is there now; null where there is nothing.</param>
public sealed record FileChange(string Path, TreeFile? Old, TreeFile? New);

namespace GitOpsPromotion.Git;

/// <summary>One path at which two trees differ: a file, a symbolic link or a submodule.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="Old">The old entry; null if it was added.</param>
/// <param name="New">The new entry; null if it was deleted.</param>
public sealed record FileChange(string Path, TreeFile? Old, TreeFile? New);

namespace GitOpsPromotion.Git;

/// <summary>A regular file in a commit's tree.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="ObjectId">The name of its blob.</param>
/// <param name="Mode">Its mode as git writes it: <c>100644</c> or <c>100755</c>.</param>
public sealed record TreeFile(string Path, string ObjectId, string Mode);

namespace GitOpsPromotion.Git;

/// <summary>An entry of a commit's tree with its full path.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="ObjectId">The object ID; for a file, of its blob.</param>
/// <param name="Mode">The mode as git writes it: <c>100644</c> or <c>100755</c> for a regular file.</param>
public sealed record TreeFile(string Path, string ObjectId, string Mode)
{
    /// <summary>Whether it is a regular file.</summary>
    // 100664 was written by early versions of git.
    public bool IsRegular => Mode is TreeEntry.FileMode or "100755" or "100664";

    public bool IsFolder => Mode is TreeEntry.FolderMode;

    public bool IsSymbolicLink => Mode is "120000";

    public bool IsSubmodule => Mode is "160000";
}

namespace GitOpsPromotion.Git;

/// <summary>
/// One line of a tree object. Its mode is what git writes: <c>40000</c> a folder, <c>100644</c> or <c>100755</c> a file,
/// <c>120000</c> a symbolic link, <c>160000</c> a submodule.
/// </summary>
internal sealed record TreeEntry(string Mode, string Name, string ObjectId)
{
    public const string FolderMode = "40000";

    public const string FileMode = "100644";

    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.Ordinal);

    public bool IsFolder => Mode is FolderMode;

    // 100664 was written by early versions of git.
    public bool IsFile => Mode is FileMode or "100755" or "100664";
}

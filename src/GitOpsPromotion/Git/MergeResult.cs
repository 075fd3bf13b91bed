namespace GitOpsPromotion.Git;

/// <summary>The result of git's three-way merge of two commits.</summary>
public abstract record MergeResult
{
    private MergeResult() { }

    /// <param name="Tree">The object ID of the merged root tree, which is in the object database.</param>
    public sealed record Clean(string Tree) : MergeResult;

    /// <param name="Paths">The files with conflicts.</param>
    public sealed record Conflict(IReadOnlyList<string> Paths) : MergeResult;
}

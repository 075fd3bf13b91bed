namespace GitOpsPromotion.Git;

/// <summary>The outcome of git's own three-way merge of two commits.</summary>
public abstract record MergeResult
{
    private MergeResult() { }

    /// <param name="Tree">The name of the merged root tree, written to the object database.</param>
    public sealed record Clean(string Tree) : MergeResult;

    /// <param name="Paths">The files in conflict.</param>
    public sealed record Conflict(IReadOnlyList<string> Paths) : MergeResult;
}

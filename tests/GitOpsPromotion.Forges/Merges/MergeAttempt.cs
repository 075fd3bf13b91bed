namespace GitOpsPromotion.Forges.Merges;

/// <summary>What came of a merge.</summary>
public abstract record MergeAttempt
{
    private MergeAttempt() { }

    /// <summary>The commit that the target branch is at now, or would be at.</summary>
    public sealed record Merged(string Commit) : MergeAttempt;

    /// <summary>Both sides changed the same lines.</summary>
    public sealed record Conflict(IReadOnlyList<string> Paths) : MergeAttempt;

    /// <summary>The target branch has moved since it was read.</summary>
    public sealed record TargetMoved : MergeAttempt;
}

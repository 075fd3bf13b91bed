namespace GitOpsPromotion.Git;

/// <summary>A commit's own content.</summary>
/// <param name="Tree">The name of its root tree.</param>
/// <param name="Parents">First parent first.</param>
/// <param name="CommittedAt">The committer's time.</param>
/// <param name="Message">The whole message.</param>
public sealed record GitCommit(
    string Tree,
    IReadOnlyList<CommitSha> Parents,
    DateTimeOffset CommittedAt,
    string Message
)
{
    /// <summary>Whether it carries a signature, by whatever key.</summary>
    public bool IsSigned { get; init; }
}

namespace GitOpsPromotion.Git;

/// <summary>The content of a commit.</summary>
/// <param name="Tree">The object ID of its root tree.</param>
/// <param name="Parents">First parent first.</param>
/// <param name="CommittedAt">The committer date.</param>
/// <param name="Message">The full message.</param>
public sealed record GitCommit(
    string Tree,
    IReadOnlyList<CommitSha> Parents,
    DateTimeOffset CommittedAt,
    string Message
)
{
    /// <summary>Whether it has a signature. The signature is not verified.</summary>
    public bool IsSigned { get; init; }
}

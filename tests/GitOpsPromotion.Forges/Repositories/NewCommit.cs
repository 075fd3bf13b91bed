namespace GitOpsPromotion.Forges.Repositories;

/// <summary>A commit to add to a branch.</summary>
/// <param name="Reference">The full name of the branch.</param>
/// <param name="Parent">The current commit of the branch; null for a new branch.</param>
/// <param name="Time">The date of the author and the committer.</param>
/// <param name="Files">Paths and contents of files to add or replace.</param>
internal sealed record NewCommit(
    string Reference,
    string? Parent,
    DateTimeOffset Time,
    IReadOnlyList<(string Path, string Content)> Files
)
{
    public string Message => $"Change {string.Join(", ", Files.Select(file => file.Path))}\n";
}

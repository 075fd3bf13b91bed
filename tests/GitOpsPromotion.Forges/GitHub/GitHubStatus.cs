namespace GitOpsPromotion.Forges.GitHub;

/// <summary>A commit status.</summary>
/// <param name="Id">Rises with time.</param>
/// <param name="Context">Its name, whose case does not count.</param>
/// <param name="State"><c>error</c>, <c>failure</c>, <c>pending</c> or <c>success</c>.</param>
/// <param name="Description">A text of 140 characters at most.</param>
/// <param name="Creator">Who set it.</param>
/// <param name="CreatedAt">When.</param>
internal sealed record GitHubStatus(
    long Id,
    string Context,
    string State,
    string? Description,
    string Creator,
    DateTimeOffset CreatedAt
);

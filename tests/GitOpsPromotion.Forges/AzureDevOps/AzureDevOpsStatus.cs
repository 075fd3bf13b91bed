namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>A status of a commit or of a pull request.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Genre">The first half of its context, or null.</param>
/// <param name="Name">The second half of its context.</param>
/// <param name="State">Such as <c>succeeded</c>.</param>
/// <param name="Description">What happened, or null.</param>
/// <param name="Creator">Who set it.</param>
internal sealed record AzureDevOpsStatus(
    int Id,
    string? Genre,
    string Name,
    string State,
    string? Description,
    AzureDevOpsIdentity Creator
)
{
    public DateTimeOffset CreatedAt { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>The iteration of the pull request that it belongs to; null where it is for all.</summary>
    public int? Iteration { get; init; }

    /// <summary>The iteration that the pull request was at.</summary>
    public int SetAtIteration { get; init; }

    public bool IsFor(string? genre, string name) =>
        Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        && (Genre ?? "").Equals(genre ?? "", StringComparison.OrdinalIgnoreCase);
}

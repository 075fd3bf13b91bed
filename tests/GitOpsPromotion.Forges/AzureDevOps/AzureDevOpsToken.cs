namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>A token, and what its bearer may do.</summary>
/// <param name="Value">The secret.</param>
/// <param name="Kind">What kind of token it is.</param>
/// <param name="Identity">Whose it is.</param>
/// <param name="Rights">What it may do. Null grants all but the bypassing of policies.</param>
public sealed record AzureDevOpsToken(
    string Value,
    AzureDevOpsTokenKind Kind,
    AzureDevOpsIdentity Identity,
    IReadOnlyList<AzureDevOpsRight>? Rights
)
{
    /// <summary>The names of the repositories it sees. Null means all.</summary>
    public IReadOnlyList<string>? Repositories { get; init; }

    internal bool Sees(AzureDevOpsRepository repository) =>
        Has(AzureDevOpsRight.GenericRead)
        && (Repositories?.Contains(repository.Name, StringComparer.OrdinalIgnoreCase) ?? true);

    internal bool Has(AzureDevOpsRight right) =>
        Rights?.Contains(right) ?? right is not AzureDevOpsRight.PullRequestBypassPolicy;
}

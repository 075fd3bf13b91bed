namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>A token that may do everything.</summary>
/// <param name="Value">The secret.</param>
/// <param name="Kind">What kind of token it is.</param>
public sealed record AzureDevOpsToken(string Value, AzureDevOpsTokenKind Kind)
{
    internal AzureDevOpsIdentity Identity =>
        Kind is AzureDevOpsTokenKind.Personal ? AzureDevOpsIdentity.Grace : AzureDevOpsIdentity.BuildService;
}

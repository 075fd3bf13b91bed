using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>Tells who asks.</summary>
internal static class ConnectionDataEndpoint
{
    private static readonly Guid Instance = Guid.NewGuid();

    /// <param name="identity">Who asks; null for nobody.</param>
    public static JsonObject Of(AzureDevOpsIdentity? identity) =>
        new()
        {
            ["authenticatedUser"] = User(identity),
            ["authorizedUser"] = User(identity),
            ["instanceId"] = Instance.ToString(),
            ["deploymentId"] = Instance.ToString(),
            ["deploymentType"] = "onPremises",
            ["locationServiceData"] = new JsonObject { ["serviceOwner"] = Guid.Empty.ToString() },
        };

    // Nobody has an id too.
    private static JsonObject User(AzureDevOpsIdentity? identity) =>
        identity is null
            ? new()
            {
                ["id"] = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa",
                ["descriptor"] = "System:PublicAccess;aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa",
                ["providerDisplayName"] = "Anonymous",
                ["isActive"] = true,
            }
            : new()
            {
                ["id"] = identity.Id.ToString(),
                ["descriptor"] = $"Microsoft.IdentityModel.Claims.ClaimsIdentity;{identity.UniqueName}",
                ["subjectDescriptor"] = identity.Descriptor,
                ["providerDisplayName"] = identity.DisplayName,
                ["isActive"] = true,
            };
}

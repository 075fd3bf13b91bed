using System.Text;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>Authentication, for the API and for git.</summary>
internal static class AzureDevOpsGate
{
    /// <summary>The token of a request. A personal token is not a bearer token; a pipeline's is that and a password.</summary>
    /// <remarks>Source: https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/authentication-guidance</remarks>
    public static AzureDevOpsToken? Find(AzureDevOpsForge forge, ForgeRequest request) =>
        request.Authorization is not [var only]
            ? null
            : only.Split(' ', 2) switch
            {
                ["Bearer", var token] => forge.FindToken(token) is { Kind: AzureDevOpsTokenKind.Pipeline } found
                    ? found
                    : null,
                ["Basic", var pair] => forge.FindToken(
                    Encoding.UTF8.GetString(Convert.FromBase64String(pair)).Split(':', 2)[^1]
                ),
                _ => null,
            };

    /// <summary>The answer to a request without a valid token.</summary>
    public static ForgeAnswer.Reply Refuse(ForgeRequest request) =>
        request.Authorization.Count > 1
            ? new(400, "<h2>Bad Request - Invalid Header</h2>") { ContentType = "text/html; charset=us-ascii" }
            : AzureDevOpsErrors.Json(
                401,
                "UnauthorizedRequestException",
                "TF400813: The user '' is not authorized to access this resource.",
                "Microsoft.TeamFoundation.Framework.Server"
            );
}

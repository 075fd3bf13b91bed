using GitOpsPromotion.Forges.AzureDevOps.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <remarks>Source: https://learn.microsoft.com/rest/api/azure/devops/git/repositories</remarks>
internal static class RepositoryEndpoints
{
    public static ForgeAnswer.Reply Get(AzureDevOpsCall call) =>
        AzureDevOpsCall.Ok(RepositoryJson.Full(call.Repository));
}

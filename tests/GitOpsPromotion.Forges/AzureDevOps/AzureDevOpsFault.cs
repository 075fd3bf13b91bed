using System.Globalization;
using GitOpsPromotion.Forges.AzureDevOps.Rest;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>Failures as Azure DevOps sends them, for <see cref="AzureDevOpsForge.Faults"/>.</summary>
public static class AzureDevOpsFault
{
    /// <summary>The block for too much use.</summary>
    /// <remarks>Source: https://learn.microsoft.com/azure/devops/integrate/concepts/rate-limits</remarks>
    public static ForgeFault.Answer Blocked(int retryAfterSeconds) =>
        new(
            AzureDevOpsErrors
                .Json(
                    429,
                    "RequestBlockedException",
                    "TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource 'Concurrency' in namespace 'User'."
                )
                .With("Retry-After", retryAfterSeconds.ToString(CultureInfo.InvariantCulture))
        );
}

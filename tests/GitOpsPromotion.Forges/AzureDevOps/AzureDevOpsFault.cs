using System.Globalization;
using GitOpsPromotion.Forges.AzureDevOps.Rest;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>Faults in the words of Azure DevOps, for <see cref="AzureDevOpsForge.Faults"/>.</summary>
public static class AzureDevOpsFault
{
    /// <summary>A page to sign in at, with the status 203: what an expired token gets.</summary>
    public static ForgeFault.Answer SignInPage { get; } = new(AzureDevOpsErrors.SignInPage);

    /// <summary>The block for too much use.</summary>
    /// <remarks>Source: https://learn.microsoft.com/azure/devops/integrate/concepts/rate-limits</remarks>
    public static ForgeFault.Answer Blocked(int? retryAfterSeconds) =>
        new(
            AzureDevOpsErrors.Json(
                429,
                "RequestBlockedException",
                "TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource 'Concurrency' in namespace 'User'."
            ) with
            {
                Headers = retryAfterSeconds is { } seconds
                    ? [("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))]
                    : [],
            }
        );

    /// <summary>A gateway that has lost the server behind it.</summary>
    public static ForgeFault.Answer Unavailable(int status = 503) =>
        new(
            new ForgeAnswer.Reply(status, "<html><body>Services are currently unavailable</body></html>")
            {
                ContentType = "text/html",
            }
        );

    /// <summary>An error without JSON.</summary>
    public static ForgeFault.Answer PlainText(int status, string message) =>
        new(new ForgeAnswer.Reply(status, message) { ContentType = "text/plain; charset=utf-8" });

    /// <summary>An error in the shape of a list, as some parts of the server answer.</summary>
    public static ForgeFault.Answer Wrapped(int status, string message) =>
        new(AzureDevOpsErrors.Wrapped(status, message));
}

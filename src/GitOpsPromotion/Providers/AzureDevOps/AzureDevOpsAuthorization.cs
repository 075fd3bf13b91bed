using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>How a token is presented to Azure DevOps.</summary>
/// <remarks>
/// Sources: https://learn.microsoft.com/en-us/azure/devops/integrate/get-started/authentication/authentication-guidance,
/// https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables#systemaccesstoken.
/// </remarks>
internal static partial class AzureDevOpsAuthorization
{
    /// <summary>
    /// Bearer for a JSON web token, which <c>SYSTEM_ACCESSTOKEN</c> and the tokens of Entra are; Basic without a user for
    /// a personal access token.
    /// </summary>
    public static AuthenticationHeaderValue For(string token) =>
        WebToken.IsMatch(token) ? new("Bearer", token) : new("Basic", SecretRedactor.BasicCredential("", token));

    /// <summary>What must never be shown.</summary>
    public static IReadOnlyCollection<string> SecretsOf(string token) => SecretRedactor.FormsOf("", token);

    // Header, claims and signature; what is encoded begins with {".
    [GeneratedRegex(
        @"\AeyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex WebToken { get; }
}

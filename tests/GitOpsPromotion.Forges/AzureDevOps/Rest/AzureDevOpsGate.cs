using System.Text;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>Who asks, for the API and for git.</summary>
internal static class AzureDevOpsGate
{
    public static ForgeAnswer.Reply Duplicate { get; } =
        new(400, "<h2>Bad Request - Invalid Header</h2>") { ContentType = "text/html; charset=us-ascii" };

    /// <summary>Who sends this header. Personal tokens are no bearers'; a pipeline's token is both.</summary>
    /// <remarks>Source: https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/authentication-guidance</remarks>
    public static AzureDevOpsToken? Find(AzureDevOpsForge forge, string authorization)
    {
        if (authorization.Split(' ', 2) is not [var scheme, var value])
        {
            return null;
        }

        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return forge.FindToken(value) is { Kind: AzureDevOpsTokenKind.Pipeline } token ? token : null;
        }

        return scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? forge.FindToken(Password(value)) : null;
    }

    /// <summary>The answer to a bad token.</summary>
    public static ForgeAnswer.Reply SignIn(AzureDevOpsForge forge, ForgeRequest request)
    {
        var how = forge.SignIn;

        if (how is AzureDevOpsSignIn.AsTheServiceDoes)
        {
            how =
                request.Header("X-TFS-FedAuthRedirect") is "Suppress" || request.Method is not ("GET" or "POST")
                    ? AzureDevOpsSignIn.Unauthorized
                : request.Authorization is [] ? AzureDevOpsSignIn.Redirect
                : AzureDevOpsSignIn.Page;
        }

        return how switch
        {
            AzureDevOpsSignIn.Page => AzureDevOpsErrors.SignInPage,
            AzureDevOpsSignIn.Redirect => new ForgeAnswer.Reply(302).With(
                "Location",
                $"{forge.Address}_signin?realm=127.0.0.1&reply_to={Uri.EscapeDataString(request.Path)}"
            ),
            _ => AzureDevOpsErrors
                .Unauthorized.With("WWW-Authenticate", "Bearer authorization_uri=https://login.example.com/")
                .With("WWW-Authenticate", $"Basic realm=\"{forge.Address}\""),
        };
    }

    private static string? Password(string base64)
    {
        Span<byte> bytes = new byte[base64.Length];
        return
            Convert.TryFromBase64String(base64, bytes, out var length)
            && Encoding.UTF8.GetString(bytes[..length]).Split(':', 2) is [_, var password]
            ? password
            : null;
    }
}

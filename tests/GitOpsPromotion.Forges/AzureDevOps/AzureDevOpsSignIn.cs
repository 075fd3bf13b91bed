namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>How a bad or expired token is answered. All of these have been seen.</summary>
public enum AzureDevOpsSignIn
{
    /// <summary>By the headers and the method, as the service does.</summary>
    AsTheServiceDoes,

    /// <summary>203 with a page to sign in at.</summary>
    Page,

    /// <summary>302 to such a page.</summary>
    Redirect,

    /// <summary>401 with JSON.</summary>
    Unauthorized,

    /// <summary>As <see cref="Unauthorized"/>, but who asks for the connection data is told to be nobody.</summary>
    Anonymous,
}

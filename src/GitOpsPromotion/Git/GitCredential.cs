namespace GitOpsPromotion.Git;

/// <summary>A user name and a token for HTTP Basic authentication.</summary>
public sealed record GitCredential(string UserName, string Token)
{
    /// <summary>Never shows the token.</summary>
    public override string ToString() => $"{UserName}:***";
}

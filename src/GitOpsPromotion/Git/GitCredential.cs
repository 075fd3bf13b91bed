namespace GitOpsPromotion.Git;

/// <summary>A name and a token for HTTP's Basic authentication.</summary>
public sealed record GitCredential(string UserName, string Token)
{
    /// <summary>Never shows the token.</summary>
    public override string ToString() => $"{UserName}:***";
}

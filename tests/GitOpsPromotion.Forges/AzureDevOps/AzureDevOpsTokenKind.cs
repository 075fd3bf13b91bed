namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>The kinds of token, which are sent in different ways.</summary>
public enum AzureDevOpsTokenKind
{
    /// <summary>A personal access token: the password of <c>Basic</c>, with any user.</summary>
    Personal,

    /// <summary>A pipeline's <c>SYSTEM_ACCESSTOKEN</c>: <c>Bearer</c>, or the password of <c>Basic</c>.</summary>
    Pipeline,
}

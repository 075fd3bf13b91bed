namespace GitOpsPromotion;

/// <summary>The sorts of failure that lead to different exit codes.</summary>
public enum FailureKind
{
    /// <summary>The promotion or the check failed: something in the repository or the forge stands in the way.</summary>
    Rejected,

    /// <summary>The arguments or <c>gitops-promotion.yaml</c> are wrong.</summary>
    Configuration,

    /// <summary>The wait for a check or a server was longer than allowed.</summary>
    TimedOut,

    /// <summary>git or the provider could not be reached, or broke off.</summary>
    Unavailable,

    /// <summary>git or the provider refused the credentials, or they lack a right.</summary>
    Unauthorized,
}

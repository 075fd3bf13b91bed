namespace GitOpsPromotion;

/// <summary>The kinds of failures. Each has its exit code.</summary>
public enum FailureKind
{
    /// <summary>The promotion or the check failed because of the repository's content or the forge's rules.</summary>
    Rejected,

    /// <summary>Invalid arguments, or an invalid <c>gitops-promotion.yaml</c>.</summary>
    Configuration,

    /// <summary>A check or a server took longer than allowed.</summary>
    TimedOut,

    /// <summary>git, the remote or the forge is not available, or the connection broke.</summary>
    Unavailable,

    /// <summary>git or the forge rejected the credentials, or they lack a permission.</summary>
    Unauthorized,
}

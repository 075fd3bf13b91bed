namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Why Azure DevOps does not do what it was asked.</summary>
internal enum AzureDevOpsRefusal
{
    /// <summary>For a reason that only its words tell.</summary>
    Other,

    /// <summary>A pull request of the two branches is open already.</summary>
    AlreadyOpen,

    /// <summary>The source branch is not where the request says.</summary>
    Stale,

    /// <summary>The pull request is completed or abandoned.</summary>
    NotOpen,

    /// <summary>A branch policy is not fulfilled.</summary>
    Policy,

    /// <summary>The status of a pull request is none that it takes.</summary>
    StatusNotTaken,

    /// <summary>The source or the target branch does not exist.</summary>
    NoSuchBranch,

    /// <summary>The identity lacks a right.</summary>
    NotPermitted,

    /// <summary>There is no such repository, or it may not be seen.</summary>
    NoSuchRepository,

    /// <summary>There is no such project, or it may not be seen.</summary>
    NoSuchProject,

    /// <summary>There is no such pull request.</summary>
    NoSuchPullRequest,

    /// <summary>The server is too old for the version of the API.</summary>
    TooOld,

    /// <summary>Too much was asked.</summary>
    TooMuch,
}

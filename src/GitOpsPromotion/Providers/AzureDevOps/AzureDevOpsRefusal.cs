namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Why Azure DevOps refuses a request.</summary>
internal enum AzureDevOpsRefusal
{
    /// <summary>A reason that only its message gives.</summary>
    Other,

    /// <summary>A pull request of the two branches is open already.</summary>
    AlreadyOpen,

    /// <summary>The source branch is not where the request says.</summary>
    Stale,

    /// <summary>The pull request is completed or abandoned.</summary>
    NotOpen,

    /// <summary>A branch policy is not met.</summary>
    Policy,

    /// <summary>The status of a pull request is not accepted.</summary>
    StatusRejected,

    /// <summary>The source or the target branch does not exist.</summary>
    BranchNotFound,

    /// <summary>The identity lacks a permission.</summary>
    NotPermitted,

    /// <summary>The repository was not found, or is not visible to the token.</summary>
    RepositoryNotFound,

    /// <summary>The project was not found, or is not visible to the token.</summary>
    ProjectNotFound,

    /// <summary>The pull request was not found.</summary>
    PullRequestNotFound,

    /// <summary>The server is too old for the version of the API.</summary>
    TooOld,

    /// <summary>The rate limit is exceeded.</summary>
    RateLimited,
}

namespace GitOpsPromotion.Git;

/// <summary>The result of a fetch that reached the remote.</summary>
internal enum FetchOutcome
{
    Fetched,

    /// <summary>The remote does not have the commit, or does not serve commits by object ID.</summary>
    NotFound,

    /// <summary>No commit is as recent as requested.</summary>
    TooOld,
}

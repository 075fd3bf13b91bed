namespace GitOpsPromotion.Git;

/// <summary>How a fetch went that reached the remote.</summary>
internal enum FetchOutcome
{
    Fetched,

    /// <summary>The remote does not have the object, or does not give objects by their names.</summary>
    NotFound,

    /// <summary>Nothing of it is as recent as asked for.</summary>
    TooOld,
}

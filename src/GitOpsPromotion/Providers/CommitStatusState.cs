namespace GitOpsPromotion.Providers;

/// <summary>The states of a commit status that a decision rests on.</summary>
public enum CommitStatusState
{
    Pending,
    Success,

    /// <summary>A failure, or an error of who reports it.</summary>
    Failure,
}

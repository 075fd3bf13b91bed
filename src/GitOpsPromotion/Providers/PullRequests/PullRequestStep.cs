namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>What is to be done next with a pull request.</summary>
internal abstract record PullRequestStep
{
    private PullRequestStep() { }

    /// <summary>Nothing: it is as desired.</summary>
    public sealed record Done(PullRequest PullRequest) : PullRequestStep;

    /// <summary>Nothing can be done.</summary>
    public sealed record Fail(PullRequestProblem Problem) : PullRequestStep;

    /// <summary>Read the pull request again.</summary>
    public sealed record Observe : PullRequestStep;

    /// <summary>Pause, then read the pull request again.</summary>
    /// <param name="Limit">How long.</param>
    /// <param name="Problem">The failure once the limit is reached.</param>
    public sealed record Wait(WaitLimit Limit, PullRequestProblem Problem) : PullRequestStep;

    /// <summary>Read the rules of the target branch.</summary>
    public sealed record ReadRules : PullRequestStep;

    /// <summary>Read what stands in the way of a merge.</summary>
    public sealed record ReadObstacle : PullRequestStep;

    /// <summary>Create the pull request with its title and description. A forge may enable auto-merge with it.</summary>
    public sealed record Create : PullRequestStep;

    /// <summary>Change the open pull request. A forge that cannot do both at once sets the text.</summary>
    /// <param name="Text">Title and description; null where they stay.</param>
    /// <param name="AutoMerge">Whether auto-merge is enabled or disabled; null where it stays.</param>
    /// <param name="Method">The merge method of auto-merge.</param>
    public sealed record Update(PullRequestText? Text, bool? AutoMerge = null, MergeMethod? Method = null)
        : PullRequestStep;

    /// <summary>Merge its head commit, and no other.</summary>
    public sealed record Merge(MergeMethod Method) : PullRequestStep;

    /// <summary>Delete the source branch, where it still is at its head commit.</summary>
    public sealed record DeleteSourceBranch : PullRequestStep;

    /// <summary>Set the status of the promotion check on its head commit.</summary>
    public sealed record SetCheckStatus : PullRequestStep;
}

/// <summary>A change of title and description.</summary>
/// <param name="Title">Null where it stays.</param>
/// <param name="Description">Null where it stays.</param>
internal sealed record PullRequestText(string? Title, string? Description);

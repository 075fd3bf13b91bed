using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>What the refs of the remote show.</summary>
internal sealed record PlainGitObservation : ObservedPullRequest
{
    /// <summary>The refs with the state that they name.</summary>
    public required PlainGitSnapshot Snapshot { get; init; }

    /// <summary>The open pull request as it is stored; null for none.</summary>
    public PullRequestDocument? Document { get; init; }

    /// <summary>An earlier pull request of the branch that somebody merged with git.</summary>
    public PullRequestDocument? Merged { get; init; }

    /// <summary>How many pushes of the call were too late.</summary>
    public int Attempts { get; init; }

    /// <summary>The same with the open pull request.</summary>
    public PlainGitObservation With(PullRequestDocument open, PullRequestGoal goal)
    {
        var isChecked = open.CheckedHead == goal.Head;
        return this with
        {
            Document = open,
            PullRequest = open.ToPullRequest(open.Head),
            HasPassedCheck = isChecked,
            Rules = new MergeRules([MergeMethod.Merge])
            {
                RequiresCheck = true,
                RequiresCheckStatus = !isChecked || open.AutoMerge,
            },
        };
    }
}

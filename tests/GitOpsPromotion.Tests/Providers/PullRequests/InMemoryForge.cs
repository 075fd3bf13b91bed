using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Tests.Providers.PullRequests;

/// <summary>A forge with one pull request.</summary>
internal sealed class InMemoryForge(TimeProvider time) : IPullRequestForge
{
    public ForgeTraits Traits { get; init; } = Planned.OnGitHub;

    public CommitSha? Tip { get; set; } = Planned.Head;

    public PullRequest? PullRequest { get; set; } = Planned.Existing;

    public Mergeability Mergeability { get; set; }

    public MergeRules Rules { get; init; } = Planned.WithCheck;

    /// <summary>Whether observations read the tip where pushes show at once.</summary>
    public bool ObservesTip { get; init; }

    /// <summary>Answers in place of the forge, or fails; null lets the forge do the step.</summary>
    public Func<PullRequestStep, StepResult?> Answer { get; set; } = _ => null;

    /// <summary>The steps that the forge was asked to do.</summary>
    public List<string> Asked { get; } = [];

    public int Observations { get; private set; }

    public int TipReads { get; private set; }

    public Task<ObservedPullRequest> ObserveAsync(
        PullRequestGoal goal,
        ObservedPullRequest? before,
        CancellationToken cancellationToken
    )
    {
        Observations++;
        return Task.FromResult(
            new ObservedPullRequest
            {
                Tip = Tip,
                TipReadAt = ObservesTip ? time.GetTimestamp() : null,
                PullRequest = PullRequest,
                Mergeability = Mergeability,
                Rules = Rules,
            }
        );
    }

    public Task<CommitSha?> ReadTipAsync(BranchName source, CancellationToken cancellationToken)
    {
        TipReads++;
        return Task.FromResult(Tip);
    }

    public Task<StepResult> DoAsync(
        PullRequestStep step,
        PullRequestGoal goal,
        ObservedPullRequest now,
        CancellationToken cancellationToken
    )
    {
        Asked.Add(Planned.Text(step));
        if (Answer(step) is { } answer)
        {
            return Task.FromResult(answer);
        }

        Apply(step);
        return Task.FromResult<StepResult>(new StepResult.Done(now with { PullRequest = PullRequest }));
    }

    /// <summary>Does the step.</summary>
    public void Apply(PullRequestStep step) =>
        PullRequest = step switch
        {
            PullRequestStep.Create => Planned.Existing,
            PullRequestStep.Update(var text, var autoMerge, _) => PullRequest! with
            {
                Title = text?.Title ?? PullRequest.Title,
                Description = text?.Description ?? PullRequest.Description,
                AutoMerge = autoMerge ?? PullRequest.AutoMerge,
            },
            PullRequestStep.Merge => PullRequest! with { State = PullRequestState.Merged },
            _ => PullRequest,
        };
}

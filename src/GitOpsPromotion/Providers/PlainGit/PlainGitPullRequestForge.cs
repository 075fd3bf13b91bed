using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Observes a pull request in the refs of the remote, and does one step with it in one atomic push.</summary>
internal sealed class PlainGitPullRequestForge(GitRepository repository) : IPullRequestForge
{
    private readonly PlainGitStore store = new(repository);
    private readonly PlainGitNumbers numbers = new(repository);
    private readonly PlainGitWriter writer = new(repository);
    private readonly PlainGitHandMerge handMerge = new(repository);

    public ForgeTraits Traits { get; } = new("The remote") { IsAtomic = true, BindsAutoMergeToHead = true };

    public async Task<ObservedPullRequest> ObserveAsync(
        PullRequestGoal goal,
        ObservedPullRequest? before,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await store.ReadAsync(
            [
                .. PlainGitRefs.Around(goal.SourceBranch, goal.TargetBranch, goal.Head),
                goal.Number is { } number ? PlainGitRefs.Merged(number) : PlainGitRefs.AllLast,
            ],
            cancellationToken
        );
        PlainGitObservation now = new()
        {
            Snapshot = snapshot,
            Tip = snapshot.Find(goal.SourceBranch),
            PullRequest = FindMerged(snapshot, goal) is { } merged ? merged.ToPullRequest(merged.Head) : null,
            Attempts = before is PlainGitObservation earlier ? earlier.Attempts + 1 : 0,
        };
        return now.PullRequest is null && snapshot.FindPullRequest(PlainGitRefs.Open(goal.SourceBranch)) is { } open
            ? await AddAsync(now, open, goal, cancellationToken)
            : now;
    }

    public async Task<CommitSha?> ReadTipAsync(BranchName source, CancellationToken cancellationToken) =>
        (await store.ReadRefsAsync([source.Ref], cancellationToken)).Find(source.Ref);

    public async Task<StepResult> DoAsync(
        PullRequestStep step,
        PullRequestGoal goal,
        ObservedPullRequest now,
        CancellationToken cancellationToken
    )
    {
        var seen = (PlainGitObservation)now;
        switch (step)
        {
            case PullRequestStep.DeleteSourceBranch:
                await writer.TakeBackAsync(goal.SourceBranch, goal.Head, cancellationToken);
                return new StepResult.Done(seen with { Tip = null });
            case PullRequestStep.Create
            or PullRequestStep.Update
            or PullRequestStep.SetCheckStatus
            or PullRequestStep.Merge:
                var document = await WriteAsync(step, goal, seen, cancellationToken);
                return await PushAsync(step, document, goal, seen, cancellationToken);
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, message: null);
        }
    }

    private static PullRequestDocument? FindMerged(PlainGitSnapshot snapshot, PullRequestGoal goal)
    {
        if (goal.Number is { } number)
        {
            return snapshot.FindPullRequest(PlainGitRefs.Merged(number));
        }

        return
            snapshot.FindPullRequest(PlainGitRefs.MergedCommit(goal.Head)) is { } found
            && found.Head == goal.Head
            && found.Source == goal.SourceBranch
            && found.Target == goal.TargetBranch
            ? found
            : null;
    }

    private async Task<PlainGitObservation> AddAsync(
        PlainGitObservation now,
        PullRequestDocument open,
        PullRequestGoal goal,
        CancellationToken cancellationToken
    )
    {
        if (goal.Number is { } number)
        {
            return open.Number == number && open.Target == goal.TargetBranch ? now.With(open, goal) : now;
        }

        if (open.Target != goal.TargetBranch)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"{goal.NotReached(number: null)}: pull request {open.Number} from that branch is open into {open.Target}."
            )
            {
                Hint =
                    $"If nobody needs that one, delete it: git push origin --delete {PlainGitRefs.Open(goal.SourceBranch)}",
            };
        }

        return
            open.Head != goal.Head
            && now.Snapshot.Find(goal.TargetBranch) is { } tip
            && await handMerge.FindArrivalAsync(open.Head, tip, cancellationToken) is { } arrival
            ? now with
            {
                Merged = open with { MergeCommit = arrival },
                Snapshot = await store.AddAsync(now.Snapshot, arrival, cancellationToken),
            }
            : now.With(open, goal);
    }

    /// <summary>The document as the step is to make it, open.</summary>
    private async Task<PullRequestDocument> WriteAsync(
        PullRequestStep step,
        PullRequestGoal goal,
        PlainGitObservation now,
        CancellationToken cancellationToken
    )
    {
        var old = now.Document;
        if (goal is not PullRequestGoal.Open { Desired: var desired })
        {
            return old! with
            {
                Head = goal.Head,
                AutoMerge = old.AutoMerge && step is not PullRequestStep.Update { AutoMerge: false },
                CheckedHead = step is PullRequestStep.SetCheckStatus ? goal.Head : old.CheckedHead,
            };
        }

        // What merges at once waits for its turn in any case, and can do so with the next number.
        var range = step is PullRequestStep.Merge ? 1 : PlainGitNumbers.RangeAfter(now.Attempts);
        return new PullRequestDocument(
            old?.Number ?? await numbers.GetNextAsync(now.Snapshot, goal.Head, range, cancellationToken),
            desired.SourceBranch,
            desired.TargetBranch,
            desired.Head,
            desired.Title,
            desired.Description,
            AutoMerge: desired.MergeMode is not MergeMode.Manual,
            CheckedHead: old?.CheckedHead == desired.Head ? desired.Head : null
        );
    }

    private async Task<StepResult> PushAsync(
        PullRequestStep step,
        PullRequestDocument document,
        PullRequestGoal goal,
        PlainGitObservation now,
        CancellationToken cancellationToken
    )
    {
        PlainGitChange change = new(now.Snapshot, now.Document, document)
        {
            Merged = now.Merged,
            Note = (goal as PullRequestGoal.Merge)?.Note,
            CanRebuild = goal is PullRequestGoal.Open,
        };
        // What waited only for its check merges with it.
        var merges = step is PullRequestStep.Merge || (step is PullRequestStep.SetCheckStatus && document.AutoMerge);
        var pushed = merges
            ? await writer.MergeAsync(change, cancellationToken)
            : await writer.SaveAsync(change, cancellationToken);
        return pushed is null
            ? new StepResult.Refused(
                RefusalReason.Contended,
                "",
                PlainGitFailures.Contended(goal.NotReached(document.Number), WaitLimits.ForOtherRuns(step))
            )
            : new StepResult.Done(
                now.With(document, goal) with
                {
                    PullRequest = pushed,
                    Tip = pushed.State is PullRequestState.Merged ? null : now.Tip,
                }
            );
    }
}

namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>Brings a pull request into the desired state: observes, plans, does one step, and so on.</summary>
internal sealed class PullRequestLifecycle(IPullRequestForge forge, TimeProvider time)
{
    // Far more than any forge needs; a forge that accepts steps without an effect ends here.
    private const int MaxSteps = 2000;

    // Too short for another run to push, and to write the text for what it pushed.
    private static readonly TimeSpan TipIsCurrent = TimeSpan.FromSeconds(0.5);

    /// <summary>The pull request in the desired state.</summary>
    /// <exception cref="PromotionException">It does not get there.</exception>
    public async Task<PullRequest> RunAsync(PullRequestGoal goal, CancellationToken cancellationToken)
    {
        Backoffs backoffs = new(time);
        var now = await ObserveAsync(goal, before: null, new Progress(), cancellationToken);
        for (var steps = 0; steps < MaxSteps; steps++)
        {
            try
            {
                var step = PullRequestPlanner.Next(goal, now, forge.Traits);
                switch (step)
                {
                    case PullRequestStep.Done(var done):
                        return goal is PullRequestGoal.Open
                            ? done with
                            {
                                RequiresSignatures = now.Rules is { RequiresSignatures: true },
                            }
                            : done;
                    case PullRequestStep.Fail(var problem):
                        throw PullRequestFailures.For(problem, goal, now, forge.Traits);
                    case PullRequestStep.Observe:
                        now = await ObserveAsync(goal, now, Checked(now.Progress), cancellationToken);
                        break;
                    case PullRequestStep.Wait(var limit, var problem):
                        var what = goal.NotReached(now.PullRequest?.Number);
                        Wait wait = now.Progress.Refusal is { Reason: RefusalReason.Contended }
                            ? new Wait.ForOtherRuns(what)
                            : new Wait.ForForge(what);
                        if (!await backoffs.TryPauseAsync(limit, wait, cancellationToken))
                        {
                            throw PullRequestFailures.For(problem, goal, now, forge.Traits);
                        }

                        now = await ObserveAsync(goal, now, now.Progress with { Refusal = null }, cancellationToken);
                        break;
                    default:
                        now = await ActAsync(step, goal, now, backoffs, cancellationToken);
                        break;
                }
            }
            catch (PromotionException failure) when (failure.Page is null && now.PullRequest is { Page: not null } seen)
            {
                throw failure.WithPage(seen.Page);
            }
        }

        throw new PromotionException(
            FailureKind.Unavailable,
            FormattableString.Invariant(
                $"{goal.NotReached(now.PullRequest?.Number)}: {forge.Traits.Name} accepted {MaxSteps} requests without an effect."
            )
        );
    }

    private async Task<ObservedPullRequest> ActAsync(
        PullRequestStep step,
        PullRequestGoal goal,
        ObservedPullRequest now,
        Backoffs backoffs,
        CancellationToken cancellationToken
    )
    {
        if (RestsOnTip(step, goal) && !IsCurrent(now))
        {
            var tip = await forge.ReadTipAsync(goal.SourceBranch, cancellationToken);
            now = now with { Tip = tip, TipReadAt = time.GetTimestamp() };
            if (tip != goal.Head)
            {
                return now;
            }
        }

        try
        {
            return await forge.DoAsync(step, goal, now, cancellationToken) switch
            {
                StepResult.Done done => done.Now with { Progress = After(done.Part ?? step, now.Progress) },
                StepResult.Refused(var reason, var text, var failure) => now with
                {
                    Progress = now.Progress with { Refusal = new(step, reason, text, failure) },
                },
                // What it rests on may have changed during the wait.
                _ => now with { TipReadAt = null },
            };
        }
        catch (PromotionException failure) when (failure.MayHaveTakenEffect)
        {
            // Whether it was done shows when it is read again.
            if (
                !await backoffs.TryPauseAsync(
                    WaitLimits.LostAnswer,
                    new Wait.ForForge(goal.NotReached(now.PullRequest?.Number)),
                    cancellationToken
                )
            )
            {
                throw;
            }

            return await ObserveAsync(goal, now, now.Progress, cancellationToken);
        }
    }

    private async Task<ObservedPullRequest> ObserveAsync(
        PullRequestGoal goal,
        ObservedPullRequest? before,
        Progress progress,
        CancellationToken cancellationToken
    ) => await forge.ObserveAsync(goal, before, cancellationToken) with { Progress = progress };

    /// <summary>Whether the step writes what belongs to one commit, and the forge does not check that itself.</summary>
    private bool RestsOnTip(PullRequestStep step, PullRequestGoal goal) =>
        goal is PullRequestGoal.Open
        && step switch
        {
            PullRequestStep.Update { Text: null, AutoMerge: true } => !forge.Traits.BindsAutoMergeToHead,
            PullRequestStep.Update => !forge.Traits.IsAtomic,
            _ => false,
        };

    private bool IsCurrent(ObservedPullRequest now) =>
        now.TipReadAt is { } read && time.GetElapsedTime(read) < TipIsCurrent;

    private static Progress Checked(Progress progress) =>
        progress.Refusal is { } refusal ? progress with { Refusal = refusal with { IsChecked = true } } : progress;

    private static Progress After(PullRequestStep step, Progress progress)
    {
        if (step is PullRequestStep.ReadObstacle or PullRequestStep.ReadRules)
        {
            // What is read because of a refusal belongs to it.
            return progress;
        }

        var update = step as PullRequestStep.Update;
        return new Progress
        {
            HasSetText = progress.HasSetText || update is { Text: not null },
            HasEnabledAutoMerge = progress.HasEnabledAutoMerge || update is { AutoMerge: true },
            HasDisabledAutoMerge = progress.HasDisabledAutoMerge || update is { AutoMerge: false },
            HasMerged = progress.HasMerged || step is PullRequestStep.Merge,
            HasSetCheckStatus = progress.HasSetCheckStatus || step is PullRequestStep.SetCheckStatus,
        };
    }
}

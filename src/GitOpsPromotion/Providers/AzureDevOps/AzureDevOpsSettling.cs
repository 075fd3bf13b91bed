namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Gives an open pull request the draft's words, and sees to it that it merges by itself, or not.</summary>
internal sealed class AzureDevOpsSettling(
    AzureDevOpsHeads heads,
    AzureDevOpsPolicies policies,
    AzureDevOpsAutoMerge autoMerge,
    AzureDevOpsCompleting completing
)
{
    public async Task<AzureDevOpsPullRequest> SettleAsync(
        AzureDevOpsPullRequest open,
        DesiredPullRequest draft,
        CancellationToken cancellationToken
    )
    {
        if (draft.MergeMode is MergeMode.Manual)
        {
            return await autoMerge.LeaveToPersonAsync(open, draft, cancellationToken);
        }

        var what = $"Pull request {open.PullRequestId} is open, but does not merge by itself";
        var rules = await policies.ReadAsync(draft.TargetBranch, open, cancellationToken);
        var objection =
            draft.MergeMode is MergeMode.AfterCheck && !rules.HaveCheck
                ? AzureDevOpsFailures.NoCheck(what, draft.TargetBranch)
            : rules.MergeStrategy is null ? AzureDevOpsFailures.NoStrategy(what, draft.TargetBranch)
            : open.IsDraft is true ? AzureDevOpsFailures.Draft(what)
            : null;
        if (objection is not null)
        {
            await autoMerge.LeaveToPersonAsync(open, draft, cancellationToken);
            throw objection;
        }

        open = await heads.WaitAsync(open, draft.SourceBranch, draft.Head, what, cancellationToken);
        var options = CompletionOptions.For(
            rules.MergeStrategy!,
            rules.Optional(withChecks: draft.MergeMode is MergeMode.Immediately)
        );

        // Auto-complete cannot be told which commit it is for, so it is for what the next push makes wait again.
        if (draft.MergeMode is MergeMode.AfterCheck || rules.HaveCheck)
        {
            return await autoMerge.SwitchOnAsync(open, draft, options, cancellationToken);
        }

        // What is changed together with the completion is not looked at.
        open = await autoMerge.LeaveToPersonAsync(open, draft, cancellationToken);
        return await completing.TryAsync(
                open,
                draft.SourceBranch,
                draft.TargetBranch,
                draft.Head,
                options,
                conflictIsStale: true,
                cancellationToken
            )
            // A policy holds it up, such as one that asks for a person.
            ?? await autoMerge.SwitchOnAsync(open, draft, options, cancellationToken);
    }
}

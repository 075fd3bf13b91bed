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
        PullRequestDraft draft,
        CancellationToken cancellationToken
    )
    {
        if (draft.Merging is Merging.ByHand)
        {
            return await autoMerge.LeaveToPersonAsync(open, draft, cancellationToken);
        }

        var what = $"Pull request {open.PullRequestId} is open, but does not merge by itself";
        var rules = await policies.ReadAsync(draft.Target, open, cancellationToken);
        var objection =
            draft.Merging is Merging.AfterCheck && !rules.HaveCheck ? AzureDevOpsFailures.NoCheck(what, draft.Target)
            : rules.MergeStrategy is null ? AzureDevOpsFailures.NoStrategy(what, draft.Target)
            : open.IsDraft is true ? AzureDevOpsFailures.Draft(what)
            : null;
        if (objection is not null)
        {
            await autoMerge.LeaveToPersonAsync(open, draft, cancellationToken);
            throw objection;
        }

        open = await heads.WaitAsync(open, draft.Source, draft.Head, what, cancellationToken);
        var options = CompletionOptions.For(
            rules.MergeStrategy!,
            rules.Optional(withChecks: draft.Merging is Merging.AtOnce)
        );

        // Auto-complete cannot be told which commit it is for, so it is for what the next push makes wait again.
        if (draft.Merging is Merging.AfterCheck || rules.HaveCheck)
        {
            return await autoMerge.SwitchOnAsync(open, draft, options, cancellationToken);
        }

        // What is changed together with the completion is not looked at.
        open = await autoMerge.LeaveToPersonAsync(open, draft, cancellationToken);
        return await completing.TryAsync(
                open,
                draft.Source,
                draft.Target,
                draft.Head,
                options,
                conflictIsStale: true,
                cancellationToken
            )
            // A policy holds it up, such as one that asks for a person.
            ?? await autoMerge.SwitchOnAsync(open, draft, options, cancellationToken);
    }
}

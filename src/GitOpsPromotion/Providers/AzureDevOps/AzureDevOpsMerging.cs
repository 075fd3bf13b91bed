namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Merges the pull request that somebody asks for, and says what stands in the way.</summary>
internal sealed class AzureDevOpsMerging(
    AzureDevOpsHeads heads,
    AzureDevOpsPullRequests pullRequests,
    AzureDevOpsPolicies policies,
    AzureDevOpsCompleting completing
)
{
    /// <summary>Merges that head and no other. Returns it as merged, also where it was merged already.</summary>
    public async Task<PullRequest> MergeAsync(
        PullRequest pullRequest,
        MergeNote? note,
        CancellationToken cancellationToken
    )
    {
        var what = AzureDevOpsCompleting.What(pullRequest.Number);
        var (open, tip) = await heads.ReadAsync(pullRequest.Number, pullRequest.SourceBranch, cancellationToken);
        if (!open.IsInto(pullRequest.TargetBranch))
        {
            throw AzureDevOpsFailures.Retargeted(what, pullRequest.TargetBranch);
        }

        if (open.IsMerged)
        {
            return pullRequests.Shape(AzureDevOpsCompleting.MergedByOthers(open, pullRequest.Head), pullRequest.Head);
        }

        if (!open.IsOpen)
        {
            throw AzureDevOpsFailures.NotOpen(what);
        }

        if (tip != pullRequest.Head)
        {
            throw AzureDevOpsFailures.Moved(what, pullRequest.SourceBranch, pullRequest.Head, tip);
        }

        if (open.IsDraft is true)
        {
            throw AzureDevOpsFailures.Draft(what);
        }

        var strategy =
            (await policies.ReadAsync(pullRequest.TargetBranch, open, cancellationToken)).MergeStrategy
            ?? throw AzureDevOpsFailures.NoStrategy(what, pullRequest.TargetBranch);
        open = await heads.WaitAsync(open, pullRequest.SourceBranch, pullRequest.Head, what, cancellationToken);
        var options = await KeepAsync(note, open, pullRequest, CompletionOptions.For(strategy, []), cancellationToken);
        var merged =
            await completing.TryAsync(
                open,
                pullRequest.SourceBranch,
                pullRequest.TargetBranch,
                pullRequest.Head,
                options,
                conflictIsStale: false,
                cancellationToken
            )
            ?? throw AzureDevOpsFailures.Policy(
                what,
                pullRequest.TargetBranch,
                await policies.FindBlockingAsync(open, cancellationToken)
            );
        return pullRequests.Shape(merged, pullRequest.Head);
    }

    /// <summary>Keeps the note in the message of the merge, or in the description where no commit is made for the merge.</summary>
    /// <returns>The options of the merge.</returns>
    private async Task<CompletionOptions> KeepAsync(
        MergeNote? note,
        AzureDevOpsPullRequest open,
        PullRequest pullRequest,
        CompletionOptions options,
        CancellationToken cancellationToken
    )
    {
        if (note is null)
        {
            return options;
        }

        if (options.MergeStrategy is not "rebase")
        {
            return options with
            {
                MergeCommitMessage = $"Merged PR {pullRequest.Number}: {pullRequest.Title}\n\n{note.Message}",
            };
        }

        DesiredPullRequest draft = new(
            pullRequest.SourceBranch,
            pullRequest.TargetBranch,
            pullRequest.Head,
            pullRequest.Title,
            note.Description,
            MergeMode.Manual
        );
        await pullRequests.ChangeAsync(
            pullRequest.Number,
            AzureDevOpsWords.ChangeTo(draft, open),
            AzureDevOpsCompleting.What(pullRequest.Number),
            beforeSending: null,
            cancellationToken
        );
        return options;
    }
}

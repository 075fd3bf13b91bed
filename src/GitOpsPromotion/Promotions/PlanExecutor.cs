using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Executes the plan of a promotion: commit, push, pull request.</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="provider">The forge.</param>
/// <param name="discardsCommits">Whether unrelated commits on the promotion branch are replaced.</param>
internal sealed class PlanExecutor(GitRepository repository, IGitProvider provider, bool discardsCommits)
{
    /// <exception cref="PromotionException">The plan refuses the promotion, or a step failed.</exception>
    public async Task<PromotionOutcome> ExecuteAsync(
        PromotionInput input,
        PromotionPlan plan,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var (request, scan, _, unset) = input;
        var promotion = request.Promotion;
        switch (plan)
        {
            case PromotionPlan.NoMarkers:
                throw await MissingMarkers.ExplainAsync(repository, request.Base, promotion, scan, cancellationToken);
            case PromotionPlan.NoChange:
                return Complete(new PromotionOutcome.AlreadyPromoted(promotion), unset);
            case PromotionPlan.Superseded(var newer):
                return Complete(new PromotionOutcome.SupersededByOpenPullRequest(promotion, newer), unset);
            case PromotionPlan.Change change:
                var outcome = await ChangeAsync(input, change, dryRun, cancellationToken);
                return Complete(outcome, [.. ChangeWarnings.For(scan.Changes), .. unset]);
            default:
                throw new ArgumentOutOfRangeException(nameof(plan), plan, message: null);
        }

        PromotionOutcome Complete(PromotionOutcome outcome, IReadOnlyList<PromotionWarning> warnings) =>
            outcome with
            {
                Warnings = [.. outcome.Warnings, .. warnings],
                SkippedEnvironments = request.SkippedEnvironments,
            };
    }

    private async Task<PromotionOutcome> ChangeAsync(
        PromotionInput input,
        PromotionPlan.Change change,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var (promotion, snapshot, tip) = input.Request;
        PromotionBranchWriter writer = new(repository, snapshot, discardsCommits);
        var isWritten = tip is not null && await writer.IsWrittenAsync(change, tip, cancellationToken);
        var discarded =
            tip is null || isWritten
                ? null
                : await writer.FindUnrelatedAsync(promotion, change, tip, cancellationToken);
        var open = input.Open?.PullRequest;
        PromotionRemarks remarks = new(ReplacedPullRequest.Find(promotion, open), discarded, input.Request.Unconfirmed);
        if (dryRun)
        {
            var tree = await writer.WriteTreeAsync(change, cancellationToken);
            var diff = await repository.DiffAsync(change.Base, tree, cancellationToken);
            return new PromotionOutcome.Planned(promotion, change, diff) { Remarks = remarks };
        }

        var head = tip;
        if (head is null || !isWritten)
        {
            head = await writer.CommitAsync(change, cancellationToken);
            if (open is { AutoMerge: true } && change.MergeMode is MergeMode.Manual)
            {
                open = await provider.SwitchAutoMergeOffAsync(open, cancellationToken);
            }

            await PushAsync(change.Branch, head, tip, cancellationToken);
        }

        var pullRequest = await OpenAsync(change, head, open, cancellationToken);
        return new PromotionOutcome.Opened(promotion, change.Branch, head, pullRequest, change.Values)
        {
            Remarks = remarks,
            Warnings = await MissingSignature.FindAsync(repository, pullRequest, head, cancellationToken) is { } warning
                ? [warning]
                : [],
        };
    }

    private Task<PullRequest> OpenAsync(
        PromotionPlan.Change change,
        CommitSha head,
        PullRequest? open,
        CancellationToken cancellationToken
    ) =>
        provider.OpenPullRequestAsync(
            new DesiredPullRequest(
                change.Branch,
                change.TargetBranch,
                head,
                change.Title,
                change.Description,
                change.MergeMode
            ),
            open,
            cancellationToken
        );

    private async Task PushAsync(
        BranchName branch,
        CommitSha head,
        CommitSha? expected,
        CancellationToken cancellationToken
    )
    {
        RefUpdate update = new(branch.Ref, head, expected);
        if (await repository.Remote.PushAsync([update], cancellationToken) is PushResult.Stale)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"Branch '{branch}' was not pushed to {repository.Remote.Url}: other runs kept changing it at the same time."
            )
            {
                Hint = "Run the command again when fewer runs work on the same app.",
                IsStale = true,
            };
        }
    }
}

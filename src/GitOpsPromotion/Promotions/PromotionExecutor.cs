using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads, plans and executes one promotion; where another run was faster, from the start.</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="provider">Where its pull requests are.</param>
/// <param name="time">What it waits by.</param>
/// <param name="discardsCommits">Whether somebody's work on the branch is replaced.</param>
internal sealed class PromotionExecutor(
    GitRepository repository,
    IGitProvider provider,
    TimeProvider time,
    bool discardsCommits
)
{
    private readonly StaleRetry retry = new(time);
    private readonly PromotionOrder age = new(repository);

    /// <param name="read">Reads the base and says what is to be promoted on it, or how the matter ended before that.</param>
    /// <param name="dryRun">Whether to stop at the plan.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public Task<PromotionOutcome> RunAsync(
        Func<CancellationToken, Task<PromotionInput>> read,
        bool dryRun,
        CancellationToken cancellationToken
    ) =>
        retry.RunAsync(
            async token =>
                await read(token) switch
                {
                    PromotionInput.NoPromotion(var ended) => ended,
                    PromotionInput.Ready ready => await TryAsync(ready, dryRun, token) with
                    {
                        SkippedEnvironments = ready.SkippedEnvironments,
                    },
                    var start => throw new InvalidOperationException($"{start} is no start of a promotion."),
                },
            cancellationToken
        );

    private async Task<PromotionOutcome> TryAsync(
        PromotionInput.Ready ready,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var (promotion, at, tip) = ready;
        await new NameCollisionCheck(repository, at).CheckAsync(promotion, cancellationToken);
        var scan = await ScanAsync(promotion, at, cancellationToken);
        if (scan.SlotCount == 0)
        {
            throw await MissingMarkers.ExplainAsync(repository, at, promotion, scan, cancellationToken);
        }

        var unset = await PartialUpdate.FindAsync(repository, at.Commit, promotion, scan, cancellationToken);

        var branch = PromotionBranch.For(promotion.Policy, promotion.Environment, at.Configuration.Flow);
        var found = scan.HasVersion
            ? null
            : await provider.FindOpenPullRequestAsync(branch, at.Branch, cancellationToken);
        var open = found is null
            ? null
            : new OpenPromotion(
                found,
                !ready.PrecedesNewer && await age.IsNewerAsync(found, promotion, at, cancellationToken)
            );

        PromotionOutcome outcome = PromotionPlanner.Plan(promotion, at, scan, open) switch
        {
            PromotionPlan.NoChange => new PromotionOutcome.AlreadyPromoted(promotion),
            PromotionPlan.Superseded(var newer) => new PromotionOutcome.SupersededByOpenPullRequest(promotion, newer),
            PromotionPlan.Change change => await ExecuteAsync(ready, change, found, dryRun, cancellationToken),
            var plan => throw new InvalidOperationException($"{plan} is no plan."),
        };
        return outcome with
        {
            Warnings =
            [
                .. outcome.Warnings,
                .. outcome is PromotionOutcome.Opened or PromotionOutcome.Planned
                    ? ChangeWarnings.For(scan.Changes)
                    : [],
                .. unset,
            ],
        };
    }

    private async Task<EnvironmentScan> ScanAsync(
        Promotion promotion,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await EnvironmentManifests.ScanAsync(
                repository,
                at.Commit,
                promotion.Folder,
                promotion.Policy,
                promotion.Version,
                cancellationToken
            );
        }
        catch (PromotionException failure) when (failure.Kind is FailureKind.Rejected)
        {
            if (await MissingDigest.FindAsync(repository, at, promotion, cancellationToken) is { } missing)
            {
                throw missing;
            }

            throw;
        }
    }

    private async Task<PromotionOutcome> ExecuteAsync(
        PromotionInput.Ready ready,
        PromotionPlan.Change change,
        PullRequest? open,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var (promotion, at, tip) = ready;
        PromotionBranchWriter writer = new(repository, at, discardsCommits);
        var isWritten = tip is not null && await writer.IsWrittenAsync(change, tip, cancellationToken);
        var discarded =
            tip is null || isWritten ? null : await writer.FindWorkAsync(promotion, change, tip, cancellationToken);
        PromotionRemarks remarks = new(ReplacedPullRequest.Find(promotion, open), discarded, ready.Unconfirmed);
        if (dryRun)
        {
            var tree = await writer.WriteTreeAsync(change, cancellationToken);
            var diff = await repository.DiffAsync(change.Base, tree, cancellationToken);
            return new PromotionOutcome.Planned(promotion, change, diff) { Remarks = remarks };
        }

        var head = isWritten ? tip! : await writer.CommitAsync(change, cancellationToken);
        if (!isWritten)
        {
            if (open is { AutoMerge: true } && change.MergeMode is MergeMode.Manual)
            {
                open = await provider.SwitchAutoMergeOffAsync(open, cancellationToken);
            }

            await PushAsync(change.Branch, head, tip, cancellationToken);
        }

        DesiredPullRequest draft = new(
            change.Branch,
            change.TargetBranch,
            head,
            change.Title,
            change.Description,
            change.MergeMode
        );
        var pullRequest = await provider.OpenPullRequestAsync(draft, open, cancellationToken);
        return new PromotionOutcome.Opened(
            promotion,
            change.Branch,
            head,
            pullRequest,
            [.. change.Rewrites.SelectMany(rewrite => rewrite.Changes)]
        )
        {
            Remarks = remarks,
            Warnings = await MissingSignature.FindAsync(repository, pullRequest, head, cancellationToken) is { } warning
                ? [warning]
                : [],
        };
    }

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
                $"Branch '{branch}' was not pushed to {repository.Remote.Url}: someone else moved it at the same time, again and again."
            )
            {
                Hint = "Run the command again when fewer runs work on the same app.",
                IsStale = true,
            };
        }
    }
}

using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Merges an open promotion: the manual approval for an environment.</summary>
public sealed class MergePromotion(GitRepository repository, IGitProvider provider, TimeProvider time)
{
    private static readonly TimeSpan StatusTimeout = TimeSpan.FromMinutes(1);

    private readonly StaleRetry retry = new(time);

    /// <param name="policy">The group and the app.</param>
    /// <param name="environment">The environment that gets the version.</param>
    /// <param name="reason">Why to merge without the gate; null to require an open gate.</param>
    /// <param name="dryRun">Whether to check everything and merge nothing.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<MergeOutcome> RunAsync(
        ImagePolicy policy,
        EnvironmentName environment,
        OverrideReason? reason,
        bool dryRun,
        CancellationToken cancellationToken
    ) => retry.RunAsync(token => TryAsync(policy, environment, reason, dryRun, token), cancellationToken);

    private async Task<MergeOutcome> TryAsync(
        ImagePolicy policy,
        EnvironmentName environment,
        OverrideReason? reason,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await BaseSnapshotReader.ReadAsync(repository, cancellationToken);
        new EnvironmentOrder(snapshot.Configuration).Require(environment);
        PromotionTarget target = new(policy, environment);
        var branch = target.Branch(snapshot.Configuration.Flow);
        var open = await provider.FindOpenPullRequestAsync(branch, snapshot.Branch, cancellationToken);
        if (open is null)
        {
            return await FindMergedAsync(target, snapshot, cancellationToken)
                ?? throw NothingOpen(target, $"no pull request is open on branch '{branch}'");
        }

        var metadata = await new PullRequestVerifier(repository).VerifyAsync(open, snapshot, cancellationToken);
        if (metadata.Target != target)
        {
            throw NothingOpen(
                target,
                $"pull request {open.Number} on branch '{branch}' promotes {metadata.Policy} to environment {metadata.Environment}"
            );
        }

        var consequence = $"Pull request {open.Number} was not merged";
        AppEnvironments environments = new(repository, snapshot, policy);
        var before = await environments.FindBeforeAsync(environment, consequence, cancellationToken);
        await new NameCollisionCheck(repository, snapshot).CheckGateAsync(
            target.GroupEnvironment,
            before,
            consequence,
            cancellationToken
        );
        if (reason is null && before is not null)
        {
            await RequireOpenGateAsync(open, metadata, before, snapshot, cancellationToken).LeadingToAsync(open);
        }

        var merged = open;
        if (!dryRun)
        {
            merged = await provider
                .MergePullRequestAsync(open, NoteFor(open, reason), cancellationToken)
                .LeadingToAsync(open);
        }

        return new MergeOutcome(metadata.Version, merged, WasAlreadyMerged: false);
    }

    private static PromotionException NothingOpen(PromotionTarget target, string reason) =>
        new(
            FailureKind.Rejected,
            $"Nothing was merged: {target.Policy} has no open promotion to environment {target.Environment}: {reason}."
        )
        {
            Hint = "'gitops-promotion list' shows what is open, and which version each environment has.",
        };

    /// <summary>Statuses may have changed since the check of the pull request.</summary>
    /// <exception cref="PromotionException">The gate is not open.</exception>
    private async Task<GateVerdict> RequireOpenGateAsync(
        PullRequest open,
        PromotionMetadata metadata,
        EnvironmentName before,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        PromotionGate gate = new(repository, snapshot.Layout, provider, open, metadata, before);
        var (question, verdict) = await gate.EvaluateAsync(
            snapshot.Branch,
            snapshot.Commit,
            time.GetUtcNow() + StatusTimeout,
            cancellationToken
        );
        return verdict is GateVerdict.Open ? verdict : throw GateFailure.ForMerge(open, question, verdict);
    }

    private static MergeNote? NoteFor(PullRequest open, OverrideReason? reason) =>
        reason is null
            ? null
            : new MergeNote(
                $"Gate overridden: {reason}",
                PullRequestDescription.WithOverride(open.Description, reason)
            );

    /// <summary>
    /// The promotion's merge, if it is the newest commit of the default branch: an interrupted run of this command merged
    /// it, or somebody else a moment ago. An older merge does not count: the wanted promotion may not be open yet.
    /// </summary>
    private async Task<MergeOutcome?> FindMergedAsync(
        PromotionTarget target,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        var merged = await provider.FindMergedPullRequestAsync(snapshot.Commit, snapshot.Branch, cancellationToken);
        if (
            merged is not { IsFromFork: false }
            || PromotionMetadata.Parse(merged.Description)
                is not ParsedMetadata.Valid
                ({ Type: PromotionType.Promote } metadata)
            || metadata.Target != target
        )
        {
            return null;
        }

        EnvironmentReader reader = new(repository, snapshot.Layout, target);
        var scan = await reader.ScanAsync(snapshot.Commit, metadata.Version, cancellationToken);
        return scan.HasVersion ? new MergeOutcome(metadata.Version, merged, WasAlreadyMerged: true) : null;
    }
}

/// <summary>What was merged.</summary>
/// <param name="Version">The version that the environment has now.</param>
/// <param name="PullRequest">The merged pull request; still open after a dry run.</param>
/// <param name="WasAlreadyMerged">Whether it had been merged before.</param>
public sealed record MergeOutcome(ImageVersion Version, PullRequest PullRequest, bool WasAlreadyMerged);

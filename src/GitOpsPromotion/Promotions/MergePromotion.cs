using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Merges an open promotion: the go for an environment that waits for a person.</summary>
public sealed class MergePromotion(GitRepository repository, IGitProvider provider, TimeProvider time)
{
    private static readonly TimeSpan StatusTimeout = TimeSpan.FromMinutes(1);

    private readonly StaleRetry retry = new(time);

    /// <param name="policy">The group and the app.</param>
    /// <param name="environment">The environment that the promotion goes to.</param>
    /// <param name="reason">Why to merge without asking the gate; null to ask it.</param>
    /// <param name="dryRun">Whether to check all and merge nothing.</param>
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
        var at = await BaseSnapshotReader.ReadAsync(repository, cancellationToken);
        new EnvironmentOrder(at.Configuration).Require(environment);

        var branch = PromotionBranch.For(policy, environment, at.Configuration.Flow);
        var open = await provider.FindOpenPullRequestAsync(branch, at.Branch, cancellationToken);
        if (open is null)
        {
            return await FindDoneAsync(policy, environment, at, cancellationToken)
                ?? throw NothingOpen($"no pull request is open on branch '{branch}'");
        }

        var metadata = await new PullRequestVerifier(repository).VerifyAsync(open, at, cancellationToken);
        if (metadata.Policy != policy || metadata.Environment != environment)
        {
            throw NothingOpen(
                $"pull request {open.Number} on branch '{branch}' promotes {metadata.Policy} to environment {metadata.Environment}"
            );
        }

        var what = $"Pull request {open.Number} was not merged";
        var before = await new AppEnvironments(repository, at, policy).FindBeforeAsync(
            environment,
            what,
            cancellationToken
        );
        await new NameCollisionCheck(repository, at).CheckGateAsync(
            policy.Group,
            environment,
            before,
            what,
            cancellationToken
        );
        if (reason is null)
        {
            await AskGateAsync(open, metadata, before, at, cancellationToken).LeadingToAsync(open);
        }

        return new MergeOutcome(
            metadata.Version,
            dryRun
                ? open
                : await provider
                    .MergePullRequestAsync(open, NoteOf(open, reason), cancellationToken)
                    .LeadingToAsync(open),
            WasAlreadyMerged: false
        );

        PromotionException NothingOpen(string why) =>
            new(
                FailureKind.Rejected,
                $"Nothing was merged: {policy} has no open promotion to environment {environment}: {why}."
            )
            {
                Hint = "'gitops-promotion list' shows what is open, and what each environment holds.",
            };
    }

    /// <summary>What the check of the pull request asked may have changed since. Null for the first environment.</summary>
    /// <exception cref="PromotionException">The gate is not open.</exception>
    private async Task<GateVerdict?> AskGateAsync(
        PullRequest open,
        PromotionMetadata metadata,
        EnvironmentName? before,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        if (before is null)
        {
            return null;
        }

        PromotionGate gate = new(repository, provider, open, metadata, before);
        var (question, verdict) = await gate.EvaluateAsync(
            at.Branch,
            at.Commit,
            time.GetUtcNow() + StatusTimeout,
            cancellationToken
        );
        return verdict is GateVerdict.Open ? verdict : throw GateFailure.ForMerge(open, question, verdict);
    }

    private static MergeNote? NoteOf(PullRequest open, OverrideReason? reason) =>
        reason is null
            ? null
            : new MergeNote(
                $"Gate overridden: {reason}",
                PullRequestDescription.WithOverride(open.Description, reason)
            );

    /// <summary>
    /// The merge that the newest commit of the default branch is: this command's, in a run that was cut off, or somebody
    /// else's a moment ago. An older one says nothing: the promotion that is meant may not have been opened yet.
    /// </summary>
    private async Task<MergeOutcome?> FindDoneAsync(
        ImagePolicy policy,
        EnvironmentName environment,
        BaseSnapshot at,
        CancellationToken cancellationToken
    )
    {
        if (
            await provider.FindMergedPullRequestAsync(at.Commit, at.Branch, cancellationToken)
                is not { IsFromFork: false } merged
            || PromotionMetadata.Parse(merged.Description)
                is not ParsedMetadata.Valid
                ({ Type: PromotionType.Promote } metadata)
            || metadata.Policy != policy
            || metadata.Environment != environment
        )
        {
            return null;
        }

        var scan = await EnvironmentManifests.ScanAsync(
            repository,
            at.Commit,
            $"{policy.Group}/{environment}",
            policy,
            metadata.Version,
            cancellationToken
        );
        return scan.HasVersion ? new MergeOutcome(metadata.Version, merged, WasAlreadyMerged: true) : null;
    }
}

/// <summary>What was merged.</summary>
/// <param name="Version">The version that the environment now has.</param>
/// <param name="PullRequest">As merged; still open after a dry run.</param>
/// <param name="WasAlreadyMerged">Whether there was nothing left to do.</param>
public sealed record MergeOutcome(ImageVersion Version, PullRequest PullRequest, bool WasAlreadyMerged);

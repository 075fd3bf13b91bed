using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Sets the commit status that a controller would set, for clusters whose controller sets none.</summary>
public sealed class ReportStatus(GitRepository repository, IGitProvider provider)
{
    /// <summary>GitHub's limit.</summary>
    public const int MaxDescriptionLength = 140;

    /// <param name="group">The group.</param>
    /// <param name="environment">The environment that runs the commit.</param>
    /// <param name="state">The state.</param>
    /// <param name="commit">The commit that the environment runs; on the default branch.</param>
    /// <param name="description">A sentence for people; may be empty.</param>
    /// <param name="dryRun">Whether to check everything and report nothing.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The status as it was set.</returns>
    public async Task<CommitStatus> RunAsync(
        GroupName group,
        EnvironmentName environment,
        CommitStatusState state,
        CommitSha commit,
        string description,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        if (description.Length > MaxDescriptionLength)
        {
            throw new PromotionException(
                FailureKind.Configuration,
                $"The description has {description.Length} characters; at most {MaxDescriptionLength} are allowed."
            )
            {
                Hint = "Shorten it. It can link to a page with the details.",
            };
        }

        var snapshot = await BaseSnapshotReader.ReadAsync(repository, cancellationToken);
        new EnvironmentOrder(snapshot.Configuration).Require(environment);
        GroupEnvironment subject = new(group, environment);
        var target = snapshot.Layout.TargetOf(group, environment);
        if ((await repository.GetAncestryPathAsync(commit, snapshot.Commit, cancellationToken)).Count == 0)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"No status was reported: commit {commit.Abbreviated} is not on branch '{snapshot.Branch}' of {repository.Remote.Url}."
            )
            {
                Hint = "Name the commit that the environment runs with --commit.",
            };
        }

        if (await repository.Files.FindTreeAsync(commit, target.Folder, cancellationToken) is null)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"No status was reported: commit {commit.Abbreviated} has no folder {target.Folder}/, so no check would use the status."
            )
            {
                Hint = "Check --group and --environment.",
            };
        }

        await new NameCollisionCheck(repository, snapshot).CheckContextAsync(
            subject,
            "No status was reported",
            cancellationToken
        );
        CommitStatus status = new($"gitops-promotion/{subject.StatusName}", state, description);
        if (!dryRun)
        {
            await provider.ReportStatusAsync(commit, status, cancellationToken);
        }

        return status;
    }
}

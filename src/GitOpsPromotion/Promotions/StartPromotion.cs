using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Starts a promotion: one version of one app into the first environment.</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="provider">Where its pull requests are.</param>
/// <param name="time">What it waits by.</param>
/// <param name="discardsCommits">Whether somebody's work on the promotion branch is replaced; else it is refused.</param>
public sealed class StartPromotion(
    GitRepository repository,
    IGitProvider provider,
    TimeProvider time,
    bool discardsCommits = false
)
{
    private readonly PromotionExecutor executor = new(repository, provider, time, discardsCommits);

    public Task<PromotionOutcome> RunAsync(
        ImagePolicy policy,
        ImageVersion version,
        bool dryRun,
        CancellationToken cancellationToken
    ) => executor.RunAsync(token => ReadAsync(policy, version, token), dryRun, cancellationToken);

    private async Task<PromotionInput> ReadAsync(
        ImagePolicy policy,
        ImageVersion version,
        CancellationToken cancellationToken
    )
    {
        // The branch of the default flow is asked for in the same breath; the other flow's needs the configuration first.
        var guess = PromotionBranch.PerApp(policy);
        var (at, tip) = await BaseSnapshotReader.ReadAsync(repository, guess, cancellationToken);
        var environment = new EnvironmentOrder(at.Configuration).First;
        var branch = PromotionBranch.For(policy, environment, at.Configuration.Flow);
        return new PromotionInput.Ready(
            new Promotion(policy, version, environment, at.Commit),
            at,
            branch == guess ? tip : await BaseSnapshotReader.ReadTipAsync(repository, branch, cancellationToken)
        );
    }
}

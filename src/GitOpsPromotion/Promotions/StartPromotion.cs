using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Starts a promotion: one version of one app goes to the first environment.</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="provider">The forge.</param>
/// <param name="time">The clock of retries.</param>
/// <param name="discardsCommits">Whether unrelated commits on the promotion branch are replaced; otherwise they are an error.</param>
public sealed class StartPromotion(
    GitRepository repository,
    IGitProvider provider,
    TimeProvider time,
    bool discardsCommits = false
)
{
    private readonly StaleRetry retry = new(time);
    private readonly PromotionInputReader inputs = new(repository, provider);
    private readonly PlanExecutor executor = new(repository, provider, discardsCommits);

    /// <param name="policy">The group and the app.</param>
    /// <param name="version">The version.</param>
    /// <param name="dryRun">Whether to stop at the plan.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public Task<PromotionOutcome> RunAsync(
        ImagePolicy policy,
        ImageVersion version,
        bool dryRun,
        CancellationToken cancellationToken
    ) =>
        retry.RunAsync(
            async token =>
            {
                var request = await ReadAsync(policy, version, token);
                var input = await inputs.ReadAsync(request, token);
                var plan = PromotionPlanner.Plan(input);
                return await executor.ExecuteAsync(input, plan, dryRun, token);
            },
            cancellationToken
        );

    private async Task<PromotionRequest> ReadAsync(
        ImagePolicy policy,
        ImageVersion version,
        CancellationToken cancellationToken
    )
    {
        var remote = await RemoteSnapshot.ReadAsync(repository, cancellationToken);
        var snapshot = remote.Base;
        PromotionTarget target = new(policy, new EnvironmentOrder(snapshot.Configuration).First);
        var tip = remote.FindTip(target.Branch(snapshot.Configuration.Flow));
        return new PromotionRequest(new Promotion(target, version, snapshot.Commit), snapshot, tip);
    }
}

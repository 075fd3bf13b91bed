using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Continues a promotion after its pull request was merged: the same version goes to the next environment.</summary>
/// <param name="repository">Any checkout of the repository.</param>
/// <param name="provider">The forge.</param>
/// <param name="time">The clock of retries.</param>
/// <param name="discardsCommits">Whether unrelated commits on the promotion branch are replaced; otherwise they are an error.</param>
public sealed class ContinuePromotion(
    GitRepository repository,
    IGitProvider provider,
    TimeProvider time,
    bool discardsCommits = false
)
{
    private readonly StaleRetry retry = new(time);
    private readonly NextPromotionReader next = new(repository, provider, time);
    private readonly PromotionInputReader inputs = new(repository, provider);
    private readonly PlanExecutor executor = new(repository, provider, discardsCommits);

    /// <param name="merged">The commit that the merge put onto the default branch.</param>
    /// <param name="dryRun">Whether to stop at the plan.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public Task<PromotionOutcome> RunAsync(CommitSha merged, bool dryRun, CancellationToken cancellationToken) =>
        retry.RunAsync(
            async token =>
            {
                switch (await next.ReadAsync(merged, token))
                {
                    case NextPromotion.None(var outcome):
                        return outcome;
                    case NextPromotion.Found(var request):
                        var input = await inputs.ReadAsync(request, token);
                        var plan = PromotionPlanner.Plan(input);
                        return await executor.ExecuteAsync(input, plan, dryRun, token);
                    case var other:
                        throw new InvalidOperationException($"{other} is not a next promotion.");
                }
            },
            cancellationToken
        );
}

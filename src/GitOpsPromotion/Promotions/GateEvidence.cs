using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds the commits whose statuses count: from the state's commit on, as long as the environment holds the version.</summary>
internal sealed class GateEvidence(
    GitRepository repository,
    PullRequest pullRequest,
    PromotionMetadata metadata,
    EnvironmentName environment
)
{
    private readonly string folder = $"{metadata.Policy.Group}/{environment}";

    // By the name of the folder's tree: most commits of the branch leave it as it was.
    private readonly Dictionary<string, bool> holds = [];

    private bool isSourceProven;

    public async Task<GateQuestion> GatherAsync(BranchName branch, CommitSha tip, CancellationToken cancellationToken)
    {
        var source =
            metadata.Source
            ?? throw PullRequestProof.Mismatch(pullRequest, "its description names no commit that it came from");
        var commits = await repository.GetDescendantsAsync(source, tip, cancellationToken);
        if (commits.Count == 0)
        {
            throw PullRequestProof.Mismatch(
                pullRequest,
                $"its description names commit {source.Abbreviated}, which is not on branch '{branch}'"
            );
        }

        if (!await HoldsAsync(source, cancellationToken))
        {
            throw PullRequestProof.Mismatch(
                pullRequest,
                $"its description says that environment {environment} got version {metadata.Version.Tag} of {metadata.Policy} "
                    + $"with commit {source.Abbreviated}, but that commit does not hold it there"
            );
        }

        if (!isSourceProven)
        {
            await new SourceProof(repository, pullRequest, metadata, environment).CheckAsync(source, cancellationToken);
            isSourceProven = true;
        }

        if (!await HoldsAsync(tip, cancellationToken))
        {
            throw PullRequestProof.Mismatch(
                pullRequest,
                $"environment {environment} no longer holds version {metadata.Version.Tag} of {metadata.Policy} "
                    + $"on branch '{branch}' (commit {tip.Abbreviated})"
            );
        }

        List<CommitSha> counted = [];
        foreach (var commit in commits)
        {
            // Newest first: what lies before a time without the version says nothing of the version now.
            if (!await HoldsAsync(commit, cancellationToken))
            {
                break;
            }

            counted.Add(commit);
        }

        return new GateQuestion(metadata.Policy.Group, environment, counted);
    }

    private async Task<bool> HoldsAsync(CommitSha commit, CancellationToken cancellationToken)
    {
        if (await repository.FindTreeAsync(commit, folder, cancellationToken) is not { } tree)
        {
            return false;
        }

        if (!holds.TryGetValue(tree, out var known))
        {
            var scan = await EnvironmentManifests.ScanAsync(
                repository,
                commit,
                folder,
                metadata.Policy,
                metadata.Version,
                cancellationToken
            );
            holds[tree] = known = scan.Holds;
        }

        return known;
    }
}

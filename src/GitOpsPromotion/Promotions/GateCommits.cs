using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Finds the commits whose statuses count: from the source commit on, as long as the environment has the version.</summary>
/// <remarks>Why a version counts that the environment no longer has: docs/decisions/0009-superseded-versions-go-on.md.</remarks>
internal sealed class GateCommits(
    GitRepository repository,
    Layout layout,
    PullRequest pullRequest,
    PromotionMetadata metadata,
    EnvironmentName environment
)
{
    private readonly EnvironmentHistory history = new(
        repository,
        layout,
        metadata.Target with
        {
            Environment = environment,
        },
        metadata.Version
    );

    private (CommitSha Tip, GateQuestion Question)? last;

    public async Task<GateQuestion> ReadAsync(BranchName branch, CommitSha tip, CancellationToken cancellationToken)
    {
        if (last is not var (known, question) || known != tip)
        {
            var commits = await FindCommitsAsync(branch, tip, cancellationToken);
            question = new GateQuestion(metadata.Policy.Group, environment, commits);
            last = (tip, question);
        }

        return question;
    }

    private async Task<IReadOnlyList<CommitSha>> FindCommitsAsync(
        BranchName branch,
        CommitSha tip,
        CancellationToken cancellationToken
    )
    {
        if (metadata.SourceCommit is not { } source)
        {
            throw PullRequestVerifier.Mismatch(pullRequest, "its description names no source commit");
        }

        var commits = await repository.GetAncestryPathAsync(source, tip, cancellationToken);
        if (commits.Count == 0)
        {
            throw PullRequestVerifier.Mismatch(
                pullRequest,
                $"its description names commit {source.Abbreviated}, which is not on branch '{branch}'"
            );
        }

        if (!await history.HasVersionAsync(source, cancellationToken))
        {
            throw PullRequestVerifier.Mismatch(
                pullRequest,
                $"its description says that environment {environment} got version {metadata.Version.Tag} of {metadata.Policy} "
                    + $"with commit {source.Abbreviated}, but that commit does not have it there"
            );
        }

        await new SourceCommitVerifier(repository, layout, pullRequest, metadata, environment).VerifyAsync(
            source,
            cancellationToken
        );
        if (!await history.HasVersionAsync(tip, cancellationToken))
        {
            return await history.FindSupersededAsync(source, tip, cancellationToken) ?? throw Reverted(branch, tip);
        }

        List<CommitSha> counted = [];
        foreach (var commit in commits)
        {
            // Newest first: a status from before a time without the version says nothing about the version now.
            if (!await history.HasVersionAsync(commit, cancellationToken))
            {
                break;
            }

            counted.Add(commit);
        }

        return counted;
    }

    private PromotionException Reverted(BranchName branch, CommitSha tip) =>
        new(
            FailureKind.Rejected,
            $"Pull request {pullRequest.Number} does not match the repository: environment {environment} no longer has "
                + $"version {metadata.Version.Tag} of {metadata.Policy} on branch '{branch}' (commit {tip.Abbreviated}): "
                + "it was reverted to an earlier version."
        )
        {
            Hint = "Close the pull request. To promote the version again, start with 'gitops-promotion new'.",
        };
}

using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Verifies a pull request's description against its branch. Many people can edit a description or push to a branch, so
/// neither is trusted alone.
/// </summary>
internal sealed class PullRequestVerifier(GitRepository repository)
{
    /// <summary>The state of a promotion's pull request, verified against its branch.</summary>
    /// <exception cref="PromotionException">The description is not a promotion's, or does not match the branch.</exception>
    public async Task<PromotionMetadata> VerifyAsync(
        PullRequest pullRequest,
        BaseSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        var metadata = PromotionMetadata.Parse(pullRequest.Description) switch
        {
            ParsedMetadata.Valid(var known) => known,
            ParsedMetadata.Invalid(var reason) => throw Mismatch(
                pullRequest,
                $"its description cannot be read: {reason}"
            ),
            _ => throw Mismatch(pullRequest, "its description does not begin with the metadata of gitops-promotion"),
        };

        if (metadata.Type is PromotionType.Feature)
        {
            throw Mismatch(pullRequest, "its description says that it is a review, but its branch is a promotion's");
        }

        var branch = metadata.Target.Branch(snapshot.Configuration.Flow);
        if (branch != pullRequest.SourceBranch)
        {
            throw Mismatch(
                pullRequest,
                $"its description names {metadata.Policy} and environment {metadata.Environment}, whose branch is '{branch}', not '{pullRequest.SourceBranch}'"
            );
        }

        await repository.Remote.FetchAsync([pullRequest.Head], cancellationToken);
        await new BranchVerifier(repository, pullRequest, metadata, snapshot).VerifyAsync(cancellationToken);
        return metadata;
    }

    /// <param name="pullRequest">The pull request.</param>
    /// <param name="problem">What does not match, as part of a sentence.</param>
    /// <param name="hint">What to do; null to start the promotion again.</param>
    public static PromotionException Mismatch(PullRequest pullRequest, string problem, string? hint = null) =>
        new(FailureKind.Rejected, $"Pull request {pullRequest.Number} does not match the repository: {problem}.")
        {
            Hint =
                hint
                ?? "Close it and start the promotion again with 'gitops-promotion new' or 'gitops-promotion promote'.",
            Page = pullRequest.Page,
        };

    /// <summary>The branch cannot be merged; <see cref="RefreshPromotions"/> rebuilds it.</summary>
    public static PromotionException Conflict(PullRequest pullRequest, BranchName target, IEnumerable<string> paths) =>
        new(
            FailureKind.Rejected,
            $"Pull request {pullRequest.Number} does not match the repository: its branch conflicts with branch "
                + $"'{target}' in {string.Join(", ", paths)}."
        )
        {
            Hint =
                $"Run 'gitops-promotion promote' on the newest commit of branch '{target}': it rebuilds the branch. "
                + "The pull request stays as it is.",
        };
}

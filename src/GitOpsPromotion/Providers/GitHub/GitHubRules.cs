using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Tells whether the rules of a target branch are met, whoever asks.</summary>
/// <remarks>
/// The state of a pull request is one for who asks: to a token that may bypass the rules it looks ready before they are
/// met, GitHub has no auto-merge for it then, and the merge goes past them without a word.
/// Source: https://docs.github.com/en/graphql/reference/objects#pullrequest
/// </remarks>
internal sealed class GitHubRules(GitHubClient client, GitHubBranches branches)
{
    /// <summary>What stands in the way of a pull request that looks ready, as a part of a sentence; null for nothing.</summary>
    /// <param name="open">The pull request.</param>
    /// <param name="what">What has not happened when it fails.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<string?> FindObstacleAsync(
        GitHubPullRequest open,
        string what,
        CancellationToken cancellationToken
    )
    {
        if (open.MayBypassRules is false)
        {
            return null;
        }

        var (response, answer) = await client.AskAsync(
            GitHubQueries.Checks,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["pullRequest"] = open.Id },
            what,
            GitHubGraphQlJson.Default.GraphQlAnswerChecksData,
            cancellationToken
        );
        // Not all tokens may read check runs, and most need not.
        var checks =
            answer.Data?.Node
            ?? throw (
                answer.Errors is { Length: > 0 } errors
                    ? client.Errors.From(response, errors)
                    : ApiFailures.NotUnderstood(response, cause: null)
            );
        if (checks.ViewerCanMergeAsAdmin is false)
        {
            return null;
        }

        var target = open.Value.TargetBranch;
        if (checks.LacksReview)
        {
            return $"a rule of {target} is not met (an approving review)";
        }

        var required = await branches.ReadChecksAsync(target, cancellationToken);
        var missing = required
            .Contexts.Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !checks.HavePassed(open.Value.Head, name))
            .ToArray();
        return answer.Errors is { Length: > 0 } && missing.Length > 0
                ? $"the token may bypass the rules of {target}, but not read whether they are met ({string.Join(", ", missing)})"
            : missing.Length > 0
                ? $"a rule of {target} is not met (checks that it requires: {string.Join(", ", missing)})"
            : required.RequiresWorkflows
                ? $"the token may bypass the rules of {target}, so it is not known whether the workflows that they require have passed"
            : null;
    }
}

using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Reads the rules of a target branch, and whether a pull request meets them, for every token.</summary>
internal sealed class GitHubBranchRules(GitHubClient client)
{
    /// <summary>The repository, the two branches of a pull request, and the pull request that is open between them.</summary>
    public async Task<RepositoryNode> ReadAsync(
        BranchName source,
        BranchName target,
        string what,
        CancellationToken cancellationToken
    )
    {
        var (response, answer) = await client.QueryAsync(
            GitHubQueries.Repository,
            client.Variables(
                ("source", source.Value),
                ("target", target.Value),
                ("sourceRef", source.Ref),
                ("targetRef", target.Ref)
            ),
            what,
            GitHubGraphQlJson.Default.GraphQlAnswerRepositoryData,
            cancellationToken
        );
        return client.Require(response, answer.Errors, answer.Data?.Repository);
    }

    /// <summary>
    /// The checks that the rules of a branch require. GraphQL shows an administrator no rule that administrators may
    /// bypass; REST shows all of them.
    /// </summary>
    /// <remarks>
    /// Sources: https://docs.github.com/en/rest/branches/branches, https://docs.github.com/en/rest/repos/rules
    /// </remarks>
    public async Task<(bool RequiresWorkflows, IReadOnlyList<string> Contexts)> ReadChecksAsync(
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var name = Uri.EscapeDataString(target.Value);
        var what = $"The rules of branch {target} were not read";
        var branch = await client.ReadAsync(
            client.Request(HttpMethod.Get, $"branches/{name}", what),
            GitHubJson.Default.BranchDocument,
            cancellationToken
        );
        var rules = await client.ReadAllAsync(
            client.Request(HttpMethod.Get, $"rules/branches/{name}?per_page=100", what),
            GitHubJson.Default.BranchRuleDocumentArray,
            cancellationToken,
            isEmpty: GitHubErrorText.IsNotOnPlan
        );
        var protection = branch.Protection?.RequiredStatusChecks;
        IEnumerable<string?> contexts =
        [
            .. protection?.Contexts ?? [],
            .. (protection?.Checks ?? []).Select(check => check.Context),
            .. rules.SelectMany(rule => rule.Parameters?.RequiredStatusChecks ?? []).Select(check => check?.Context),
        ];
        return (
            rules.Any(rule => rule.Type is "workflows"),
            [.. contexts.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)]
        );
    }

    /// <summary>What stands in the way of a pull request that looks mergeable, for a token that may bypass rules.</summary>
    /// <remarks>
    /// mergeStateStatus is computed for the token: for one that may bypass the rules a pull request looks mergeable before
    /// the rules are met, GitHub does not enable auto-merge then, and a merge bypasses them without a message.
    /// Source: https://docs.github.com/en/graphql/reference/objects#pullrequest
    /// </remarks>
    public async Task<Obstacle> FindObstacleAsync(
        string nodeId,
        PullRequest pullRequest,
        string what,
        CancellationToken cancellationToken
    )
    {
        var (response, answer) = await client.QueryAsync(
            GitHubQueries.Checks,
            new(StringComparer.Ordinal) { ["pullRequest"] = nodeId },
            what,
            GitHubGraphQlJson.Default.GraphQlAnswerChecksData,
            cancellationToken
        );
        // Not every token may read check runs, and most need not.
        var checks = client.Require(response, answer.Data?.Node is null ? answer.Errors : null, answer.Data?.Node);
        if (checks.ViewerCanMergeAsAdmin is false)
        {
            return new Obstacle(Text: null);
        }

        var target = pullRequest.TargetBranch;
        if (checks.LacksReview)
        {
            return new Obstacle($"a rule of {target} is not met (an approving review)");
        }

        var (requiresWorkflows, contexts) = await ReadChecksAsync(target, cancellationToken);
        var missing = string.Join(", ", contexts.Where(name => !checks.HavePassed(pullRequest.Head, name)));
        if (missing.Length > 0)
        {
            return new Obstacle(
                answer.Errors is { Length: > 0 }
                    ? $"the token may bypass the rules of {target}, but cannot read whether they are met ({missing})"
                    : $"a rule of {target} is not met (required checks: {missing})"
            );
        }

        return new Obstacle(
            requiresWorkflows
                ? $"the token may bypass the rules of {target}, so it is unknown whether their required workflows have passed"
                : null
        );
    }
}

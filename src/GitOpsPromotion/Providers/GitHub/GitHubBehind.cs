using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Finds the open pull requests that are behind a target branch which requires branches to be up to date.</summary>
/// <remarks>
/// Source: https://docs.github.com/en/graphql/reference/enums#mergestatestatus. Where checks are missing as well, the
/// state is BLOCKED, so that the rules count, too. Without administration rights only rulesets show theirs.
/// </remarks>
internal sealed class GitHubBehind(GitHubClient client, TimeProvider time)
{
    /// <param name="target">The target branch.</param>
    /// <param name="outdated">Open pull requests whose branch lacks the newest commit of the target branch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The numbers of those that GitHub does not merge for that reason.</returns>
    public async Task<IReadOnlySet<int>> FindAsync(
        BranchName target,
        IReadOnlyCollection<PullRequest> outdated,
        CancellationToken cancellationToken
    )
    {
        var numbers = outdated.Select(pullRequest => pullRequest.Number).ToHashSet();
        Backoff backoff = new(time, WaitLimits.Mergeability);
        while (true)
        {
            var (isStrict, states) = await ReadAsync(target, cancellationToken);
            var mine = states.Where(state => numbers.Contains(state.Number)).ToList();
            // GitHub computes it only when it is asked for.
            if (
                !mine.Exists(state => state.MergeStateStatus is null or "UNKNOWN")
                || !await backoff.TryPauseAsync(new Wait.ForForge(What(target)), cancellationToken)
            )
            {
                return mine.Where(state =>
                        state.MergeStateStatus is "BEHIND" || (isStrict && state.MergeStateStatus is "BLOCKED")
                    )
                    .Select(state => state.Number)
                    .ToHashSet();
            }
        }
    }

    private static string What(BranchName target) =>
        $"Whether the open pull requests into {target} are up to date was not read";

    private async Task<(bool IsStrict, IReadOnlyList<MergeStateNode> States)> ReadAsync(
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        List<MergeStateNode> states = [];
        var variables = client.Variables(("target", target.Value), ("targetRef", target.Ref));
        while (true)
        {
            var (response, answer) = await client.QueryAsync(
                GitHubQueries.MergeStates,
                variables,
                What(target),
                GitHubGraphQlJson.Default.GraphQlAnswerMergeStatesData,
                cancellationToken
            );
            var found = client.Require(response, answer.Errors, answer.Data?.Repository);
            states.AddRange((found.PullRequests?.Nodes ?? []).OfType<MergeStateNode>());
            if (
                found.PullRequests?.PageInfo is not { HasNextPage: true, EndCursor: { } cursor }
                || variables.GetValueOrDefault("after") == cursor
            )
            {
                return (found.RequiresUpToDate, states);
            }

            variables = new(variables, StringComparer.Ordinal) { ["after"] = cursor };
        }
    }
}

/// <summary>The answer to <see cref="GitHubQueries.MergeStates"/>.</summary>
internal sealed record MergeStatesData(MergeStates? Repository);

/// <summary>The open pull requests of a target branch, and its rules.</summary>
internal sealed record MergeStates(StrictTarget? Target, MergeStateNodes? PullRequests)
{
    public bool RequiresUpToDate =>
        (Target?.Rules?.Nodes ?? []).Any(rule => rule?.Parameters?.StrictRequiredStatusChecksPolicy is true);
}

/// <summary>The target branch.</summary>
internal sealed record StrictTarget(StrictRules? Rules);

/// <summary>The rules of rulesets.</summary>
internal sealed record StrictRules(StrictRule?[]? Nodes);

/// <summary>A rule of a ruleset.</summary>
internal sealed record StrictRule(StrictParameters? Parameters);

/// <summary>Whether a rule that requires checks requires them on top of the newest commit.</summary>
internal sealed record StrictParameters(bool? StrictRequiredStatusChecksPolicy);

/// <summary>A page of pull requests.</summary>
internal sealed record MergeStateNodes(MergeStateNode?[]? Nodes, PageInfo? PageInfo);

/// <summary>A pull request, and what GitHub says about merging it.</summary>
internal sealed record MergeStateNode(int Number, string? MergeStateStatus);

/// <summary>Where the next page begins.</summary>
internal sealed record PageInfo(bool HasNextPage, string? EndCursor);

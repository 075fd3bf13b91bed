using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Finds the open pull requests whose branch must get the newest commit of the target branch first.</summary>
/// <remarks>
/// Source: https://docs.github.com/en/graphql/reference/enums#mergestatestatus. Where checks are missing too, GitHub says
/// only that, so a rule that asks for it is looked at as well; who is no administrator sees that of rulesets.
/// </remarks>
internal sealed class GitHubBehind(GitHubClient client, TimeProvider time)
{
    private const int MaxAttempts = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.5);

    /// <param name="target">The target branch.</param>
    /// <param name="outdated">Open pull requests whose branch lacks the newest commit of it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The numbers of those that GitHub does not merge for that reason.</returns>
    public async Task<IReadOnlySet<int>> FindAsync(
        BranchName target,
        IReadOnlyCollection<PullRequest> outdated,
        CancellationToken cancellationToken
    )
    {
        var numbers = outdated.Select(pullRequest => pullRequest.Number).ToHashSet();
        for (var attempt = 1; ; attempt++)
        {
            var (isStrict, states) = await ReadAsync(target, cancellationToken);
            var mine = states.Where(state => numbers.Contains(state.Number)).ToList();
            // GitHub finds out only when somebody asks.
            if (attempt == MaxAttempts || !mine.Exists(state => state.MergeStateStatus is null or "UNKNOWN"))
            {
                return mine.Where(state =>
                        state.MergeStateStatus is "BEHIND" || (isStrict && state.MergeStateStatus is "BLOCKED")
                    )
                    .Select(state => state.Number)
                    .ToHashSet();
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<(bool IsStrict, IReadOnlyList<MergeStateNode> States)> ReadAsync(
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        List<MergeStateNode> states = [];
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["owner"] = client.Address.Owner,
            ["name"] = client.Address.Name,
            ["target"] = target.Value,
            ["targetRef"] = target.Ref,
        };
        while (true)
        {
            var (response, answer) = await client.AskAsync(
                GitHubQueries.MergeStates,
                variables,
                $"Whether the open pull requests into {target} are up to date was not read",
                GitHubGraphQlJson.Default.GraphQlAnswerMergeStatesData,
                cancellationToken
            );
            var errors = (answer.Errors ?? []).Where(error => !error.IsOfRules).ToArray();
            var found =
                errors.Length > 0
                    ? throw client.Errors.From(response, errors)
                    : answer.Data?.Repository ?? throw ApiFailures.NotUnderstood(response, cause: null);
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

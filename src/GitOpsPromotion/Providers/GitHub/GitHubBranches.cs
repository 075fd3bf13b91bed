using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Reads what branches are at, and what they demand.</summary>
internal sealed class GitHubBranches(GitHubClient client, GitRepository repository)
{
    /// <summary>The two branches of a pull request, the repository's settings, and what is open.</summary>
    public async Task<GitHubProspect> ReadAsync(
        BranchName source,
        BranchName target,
        string what,
        CancellationToken cancellationToken
    )
    {
        var (response, answer) = await client.AskAsync(
            GitHubQueries.Prospect,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["owner"] = client.Address.Owner,
                ["name"] = client.Address.Name,
                ["source"] = source.Value,
                ["target"] = target.Value,
                ["sourceRef"] = source.Ref,
                ["targetRef"] = target.Ref,
            },
            what,
            GitHubGraphQlJson.Default.GraphQlAnswerProspectData,
            cancellationToken
        );
        var errors = (answer.Errors ?? []).Where(error => !error.IsOfRules).ToArray();
        return errors.Length > 0
            ? throw client.Errors.From(response, errors)
            : answer.Data?.Repository ?? throw ApiFailures.NotUnderstood(response, cause: null);
    }

    /// <summary>
    /// Whether the remote's branch is at a commit. GitHub's APIs may be behind a push; what git serves never is.
    /// </summary>
    public async Task<bool> IsAtAsync(BranchName branch, CommitSha commit, CancellationToken cancellationToken) =>
        (await repository.Remote.ReadRefsAsync([branch.Ref], cancellationToken)).Find(branch.Ref) == commit;

    /// <summary>
    /// Whether a check must have succeeded before a merge into the branch. GraphQL shows an administrator no rule that
    /// does not hold for administrators, so where it shows none, REST is asked.
    /// </summary>
    public async Task<bool> RequiresChecksAsync(
        BranchName target,
        GitHubProspect prospect,
        CancellationToken cancellationToken
    ) =>
        prospect.RequiresWorkflows
        || prospect.RequiredChecks.Any()
        || (await ReadChecksAsync(target, cancellationToken)) is { RequiresWorkflows: true } or { Contexts.Count: > 0 };

    /// <summary>Whether the status of that context must have succeeded before a merge into the branch.</summary>
    public async Task<bool> RequiresStatusAsync(
        BranchName target,
        string context,
        GitHubProspect prospect,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyCollection<string> contexts = [.. prospect.RequiredChecks];
        if (contexts.Count == 0)
        {
            contexts = (await ReadChecksAsync(target, cancellationToken)).Contexts;
        }

        return contexts.Contains(context, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The checks that the rules of the branch require, whoever asks.</summary>
    /// <remarks>
    /// Sources: https://docs.github.com/en/rest/branches/branches, https://docs.github.com/en/rest/repos/rules
    /// </remarks>
    public async Task<(bool RequiresWorkflows, IReadOnlyCollection<string> Contexts)> ReadChecksAsync(
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
            GitHubRefusal.NotOnThisPlan
        );
        var protection = branch.Protection?.RequiredStatusChecks;
        IEnumerable<string?> contexts =
        [
            .. protection?.Contexts ?? [],
            .. (protection?.Checks ?? []).Select(check => check.Context),
            .. rules.SelectMany(rule => rule.Parameters?.RequiredStatusChecks ?? []).Select(check => check?.Context),
        ];
        return (rules.Any(rule => rule.Type is "workflows"), [.. contexts.OfType<string>()]);
    }
}

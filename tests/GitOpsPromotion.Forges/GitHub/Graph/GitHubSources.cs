using GitOpsPromotion.Forges.GraphQl;

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>Who asks.</summary>
internal sealed record CallerSource(GitHubForge Forge, GitHubToken Token)
{
    /// <summary>The repository, under a name that it has or had.</summary>
    public RepositorySource? Find(string fullName) =>
        Forge.Find(fullName) is { } repository && IsVisible(repository) ? new(this, repository) : null;

    /// <summary>The pull request of a node id.</summary>
    public (RepositorySource Repository, GitHubPullRequest Pull) PullRequest(string id) =>
        Forge
            .Repositories.Where(IsVisible)
            .SelectMany(repository =>
                repository
                    .Pulls.All.Where(one => one.NodeId == id)
                    .Select(one => (new RepositorySource(this, repository), one))
            )
            .Cast<(RepositorySource, GitHubPullRequest)?>()
            .FirstOrDefault()
        ?? throw new GraphQlException($"Could not resolve to a node with the global id of '{id}'.")
        {
            Code = "NOT_FOUND",
        };

    private bool IsVisible(GitHubRepository repository) =>
        Token.Sees(repository.FullName) || !repository.Settings.IsPrivate;
}

internal sealed record RepositorySource(CallerSource Caller, GitHubRepository Repository)
{
    /// <summary>Throws where the token lacks a permission, such as <c>pull_requests=read</c>.</summary>
    public void Demand(params string[] permissions)
    {
        foreach (var permission in permissions)
        {
            if (Rest.GitHubGate.Refuse(Caller.Token, Repository, permission) is { } refusal)
            {
                throw new GraphQlException(GitHubGraph.MessageOf(refusal)) { Code = "FORBIDDEN" };
            }
        }
    }

    public RefSource? Branch(string name)
    {
        Demand("contents=read");
        return Repository.Pulls.TipOf(name) is { } commit ? new(this, name, commit) : null;
    }
}

internal sealed record RefSource(RepositorySource Repository, string Branch, string Commit);

internal sealed record RuleSource(string Type, GraphQlNode? Parameters);

internal sealed record CommitSource(RepositorySource Repository, string Sha);

internal sealed record StatusesSource(CommitSource Commit, IReadOnlyList<GitHubStatus> Statuses);

internal sealed record RollupSource(CommitSource Commit, IReadOnlyList<GraphQlNode> Contexts);

/// <param name="Repository">Where it is.</param>
/// <param name="Pull">The pull request.</param>
/// <param name="View">What this request sees of it.</param>
internal sealed record PullRequestSource(RepositorySource Repository, GitHubPullRequest Pull, GitHubView View)
{
    public static PullRequestSource Of(RepositorySource repository, GitHubPullRequest pull)
    {
        repository.Demand("pull_requests=read");
        return new(repository, pull, GitHubView.Of(pull));
    }
}

/// <summary>A payload of a mutation.</summary>
internal sealed record PayloadSource(string? ClientMutationId, PullRequestSource PullRequest);

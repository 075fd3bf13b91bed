namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>The fields of queries and mutations, for the token that they are sent with.</summary>
/// <remarks>
/// Source: https://docs.github.com/en/graphql/reference/queries and https://docs.github.com/en/graphql/reference/mutations
/// </remarks>
internal sealed record CallerNode(GitHubForge Forge, GitHubToken Token)
{
    public RepositoryNode Repository(string owner, string name)
    {
        if (Forge.Find($"{owner}/{name}") is not { } found)
        {
            throw GitHubGraph.Error("NOT_FOUND", $"Could not resolve to a Repository with the name '{owner}/{name}'.");
        }

        return new(this, found);
    }

    public PullRequestNode Node(string id) => PullRequest(id);

    public PayloadNode EnablePullRequestAutoMerge(IDictionary<string, object?> input) =>
        Change(
            input,
            (repository, pull) =>
                GitHubAutoMerge.Enable(
                    repository,
                    pull,
                    GitHubMerger
                        .Styles.Single(one =>
                            one.Name.Equals((string?)input["mergeMethod"], StringComparison.OrdinalIgnoreCase)
                        )
                        .Style,
                    input.TryGetValue("expectedHeadOid", out var head) ? (string?)head : null,
                    Token.BypassesRules
                )
        );

    public PayloadNode DisablePullRequestAutoMerge(IDictionary<string, object?> input) =>
        Change(input, (_, pull) => GitHubAutoMerge.Disable(pull));

    private PayloadNode Change(
        IDictionary<string, object?> input,
        Func<GitHubRepository, GitHubPullRequest, string?> change
    )
    {
        var node = PullRequest((string)input["pullRequestId"]!);
        node.Repository.Demand("contents=write");
        node.Repository.Demand("pull_requests=write");

        if (change(node.Repository.Repository, node.Pull) is { } refusal)
        {
            throw GitHubGraph.Error("UNPROCESSABLE", refusal);
        }

        node.Repository.Repository.Pulls.Settle();
        return new(node);
    }

    private PullRequestNode PullRequest(string id)
    {
        foreach (var repository in Forge.Repositories)
        {
            if (repository.Pulls.All.FirstOrDefault(one => one.NodeId == id) is { } pull)
            {
                return PullRequestNode.Of(new(this, repository), pull);
            }
        }

        throw GitHubGraph.Error("NOT_FOUND", $"Could not resolve to a node with the global id of '{id}'.");
    }
}

/// <summary>The payload of a mutation.</summary>
internal sealed record PayloadNode(PullRequestNode PullRequest);

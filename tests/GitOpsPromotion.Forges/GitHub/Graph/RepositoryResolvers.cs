using GitOpsPromotion.Forges.GraphQl;

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>What is asked first, and repositories.</summary>
internal static class RepositoryResolvers
{
    public static GraphQlResolvers AddRepositories(this GraphQlResolvers resolvers) =>
        resolvers
            .On<CallerSource>("Query", "viewer", caller => caller.Token.Login)
            .On<string>("User", "login", login => login)
            .On<CallerSource>("Query", "node", (caller, arguments) => Node(caller, arguments.Text("id")!))
            .On<CallerSource>("Query", "repository", Find)
            .On<RepositorySource>("Repository", "id", one => one.Repository.NodeId)
            .On<RepositorySource>("Repository", "name", one => one.Repository.Name)
            .On<RepositorySource>("Repository", "nameWithOwner", one => one.Repository.FullName)
            .On<RepositorySource>("Repository", "isArchived", one => one.Repository.Settings.IsArchived)
            .On<RepositorySource>("Repository", "isPrivate", one => one.Repository.Settings.IsPrivate)
            .On<RepositorySource>("Repository", "autoMergeAllowed", one => one.Repository.Settings.AllowAutoMerge)
            .On<RepositorySource>("Repository", "mergeCommitAllowed", one => one.Repository.Settings.AllowMergeCommit)
            .On<RepositorySource>("Repository", "squashMergeAllowed", one => one.Repository.Settings.AllowSquashMerge)
            .On<RepositorySource>("Repository", "rebaseMergeAllowed", one => one.Repository.Settings.AllowRebaseMerge)
            .On<RepositorySource>(
                "Repository",
                "deleteBranchOnMerge",
                one => one.Repository.Settings.DeleteBranchOnMerge
            )
            .On<RepositorySource>(
                "Repository",
                "viewerDefaultMergeMethod",
                one => DefaultMethod(one.Repository.Settings)
            )
            .On<RepositorySource>("Repository", "viewerPermission", Permission)
            .On<RepositorySource>("Repository", "defaultBranchRef", one => one.Branch(one.Repository.DefaultBranch))
            .On<RepositorySource>("Repository", "ref", (one, arguments) => one.Branch(ShortName(arguments)))
            .On<RepositorySource>("Repository", "object", Object)
            .On<RepositorySource>("Repository", "pullRequest", PullRequest)
            .On<RepositorySource>("Repository", "pullRequests", PullRequests);

    private static RepositorySource? Find(CallerSource caller, GraphQlArguments arguments)
    {
        var name = $"{arguments.Text("owner")}/{arguments.Text("name")}";
        var found =
            caller.Find(name)
            ?? throw new GraphQlException($"Could not resolve to a Repository with the name '{name}'.")
            {
                Code = "NOT_FOUND",
            };
        found.Demand("metadata=read");
        return found;
    }

    private static GraphQlNode Node(CallerSource caller, string id)
    {
        if (
            caller.Forge.Repositories.FirstOrDefault(one => one.NodeId == id) is { } repository
            && caller.Find(repository.FullName) is { } visible
        )
        {
            return new("Repository", visible);
        }

        var (source, pull) = caller.PullRequest(id);
        return new("PullRequest", PullRequestSource.Of(source, pull));
    }

    private static string DefaultMethod(GitHubSettings settings) =>
        settings.AllowMergeCommit ? "MERGE"
        : settings.AllowSquashMerge ? "SQUASH"
        : "REBASE";

    private static string Permission(RepositorySource source) =>
        source.Caller.Token.Has("administration=write") ? "ADMIN"
        : source.Caller.Token.Has("contents=write") ? "WRITE"
        : "READ";

    private static string ShortName(GraphQlArguments arguments)
    {
        const string Heads = "refs/heads/";
        var name = arguments.Text("qualifiedName")!;
        return name.StartsWith(Heads, StringComparison.Ordinal) ? name[Heads.Length..] : name;
    }

    private static GraphQlNode? Object(RepositorySource source, GraphQlArguments arguments)
    {
        source.Demand("contents=read");
        var pulls = source.Repository.Pulls;
        var name = arguments.Text("oid") ?? arguments.Text("expression") ?? "HEAD";
        var sha =
            pulls.TipOf(name is "HEAD" ? source.Repository.DefaultBranch : name)
            ?? (name.Length is 40 && name.All(char.IsAsciiHexDigit) && pulls.Has(name) ? name : null);
        return sha is null ? null : new("Commit", new CommitSource(source, sha));
    }

    private static PullRequestSource PullRequest(RepositorySource source, GraphQlArguments arguments)
    {
        var number = arguments.Number("number");
        var pull =
            source.Repository.Pulls.All.FirstOrDefault(one => one.Number == number)
            ?? throw new GraphQlException($"Could not resolve to a PullRequest with the number of {number}.")
            {
                Code = "NOT_FOUND",
            };
        return PullRequestSource.Of(source, pull);
    }

    private static ConnectionSource PullRequests(RepositorySource source, GraphQlArguments arguments)
    {
        source.Demand("pull_requests=read");
        var (head, target, states) = (
            arguments.Text("headRefName"),
            arguments.Text("baseRefName"),
            arguments.Texts("states")
        );
        var found = source
            .Repository.Pulls.All.Where(pull => head is null || pull.Head == head)
            .Where(pull => target is null || pull.Base == target)
            .Where(pull =>
                states is null || states.Contains(PullRequestResolvers.StateOf(pull), StringComparer.Ordinal)
            );
        var descending =
            arguments.Values.ContainsKey("orderBy") && arguments.Fields("orderBy").Text("direction") is "DESC";
        return ConnectionSource.Of(
            "pullRequests",
            [.. descending ? found.Reverse() : found],
            arguments,
            pull => PullRequestSource.Of(source, pull)
        );
    }
}

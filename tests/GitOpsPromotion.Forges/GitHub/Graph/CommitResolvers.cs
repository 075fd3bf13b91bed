using GitOpsPromotion.Forges.GitHub.Json;
using GitOpsPromotion.Forges.GraphQl;

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>Commits and their statuses: of each context the newest. The check runs are with them in the rollup alone.</summary>
internal static class CommitResolvers
{
    public static GraphQlResolvers AddCommits(this GraphQlResolvers resolvers) =>
        resolvers
            .On<CommitSource>("Commit", "id", one => $"C_{one.Sha}")
            .On<CommitSource>("Commit", "oid", one => one.Sha)
            .On<CommitSource>("Commit", "status", Status)
            .On<CommitSource>("Commit", "associatedPullRequests", PullRequests)
            .On<CommitSource>("Commit", "statusCheckRollup", Rollup)
            .On<CommitSource>("PullRequestCommit", "commit", one => one)
            .On<ConnectionSource>("PullRequestCommitConnection", "nodes", one => one.Nodes)
            .On<ConnectionSource>("PullRequestCommitConnection", "totalCount", one => one.Total)
            .On<RollupSource>("StatusCheckRollup", "contexts", Contexts)
            .On<ConnectionSource>("StatusCheckRollupContextConnection", "nodes", one => one.Nodes)
            .On<ConnectionSource>("StatusCheckRollupContextConnection", "totalCount", one => one.Total)
            .On<GitHubCheckRun>("CheckRun", "name", one => one.Name)
            .On<GitHubCheckRun>("CheckRun", "conclusion", one => one.Conclusion?.ToUpperInvariant())
            .On<StatusesSource>("Status", "id", one => $"S_{one.Commit.Sha}")
            .On<StatusesSource>("Status", "state", one => StatusJson.Combine(one.Statuses).ToUpperInvariant())
            .On<StatusesSource>("Status", "contexts", one => one.Statuses)
            .On<StatusesSource>("Status", "context", Context)
            .On<GitHubStatus>("StatusContext", "id", one => GitHubNodeId.Of("SC", one.Id))
            .On<GitHubStatus>("StatusContext", "context", one => one.Context)
            .On<GitHubStatus>("StatusContext", "state", one => one.State.ToUpperInvariant())
            .On<GitHubStatus>("StatusContext", "description", one => one.Description)
            .On<GitHubStatus>("StatusContext", "targetUrl", one => one.Target)
            .On<GitHubStatus>("StatusContext", "createdAt", one => GitHubJson.Time(one.CreatedAt));

    private static StatusesSource? Status(CommitSource source)
    {
        source.Repository.Demand("statuses=read");
        var statuses = source.Repository.Repository.LatestStatuses(source.Sha);
        return statuses.Count is 0 ? null : new(source, statuses);
    }

    private static RollupSource? Rollup(CommitSource source)
    {
        source.Repository.Demand("statuses=read", "checks=read");
        var repository = source.Repository.Repository;
        GraphQlNode[] contexts =
        [
            .. repository.LatestStatuses(source.Sha).Select(status => new GraphQlNode("StatusContext", status)),
            .. GitHubMergeState.LatestRuns(repository, source.Sha).Select(run => new GraphQlNode("CheckRun", run)),
        ];
        return contexts is [] ? null : new(source, contexts);
    }

    private static ConnectionSource Contexts(RollupSource source, GraphQlArguments arguments) =>
        ConnectionSource.Of("contexts", source.Contexts, arguments, context => context);

    private static GitHubStatus? Context(StatusesSource source, GraphQlArguments arguments) =>
        source.Statuses.FirstOrDefault(status =>
            status.Context.Equals(arguments.Text("name"), StringComparison.OrdinalIgnoreCase)
        );

    private static ConnectionSource PullRequests(CommitSource source, GraphQlArguments arguments)
    {
        source.Repository.Demand("pull_requests=read");
        return ConnectionSource.Of(
            "associatedPullRequests",
            source.Repository.Repository.Pulls.Of(source.Sha),
            arguments,
            pull => PullRequestSource.Of(source.Repository, pull)
        );
    }
}

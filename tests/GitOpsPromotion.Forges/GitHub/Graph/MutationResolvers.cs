using GitOpsPromotion.Forges.GraphQl;
using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <remarks>Source: https://docs.github.com/en/graphql/reference/mutations</remarks>
internal static class MutationResolvers
{
    public static GraphQlResolvers AddMutations(this GraphQlResolvers resolvers) =>
        resolvers
            .On<CallerSource>("Mutation", "enablePullRequestAutoMerge", Enable)
            .On<CallerSource>("Mutation", "disablePullRequestAutoMerge", Disable)
            .On<CallerSource>("Mutation", "mergePullRequest", Merge)
            .On<PayloadSource>("EnablePullRequestAutoMergePayload", "clientMutationId", one => one.ClientMutationId)
            .On<PayloadSource>("EnablePullRequestAutoMergePayload", "pullRequest", one => one.PullRequest)
            .On<PayloadSource>("DisablePullRequestAutoMergePayload", "clientMutationId", one => one.ClientMutationId)
            .On<PayloadSource>("DisablePullRequestAutoMergePayload", "pullRequest", one => one.PullRequest)
            .On<PayloadSource>("MergePullRequestPayload", "clientMutationId", one => one.ClientMutationId)
            .On<PayloadSource>("MergePullRequestPayload", "pullRequest", one => one.PullRequest);

    private static PayloadSource Enable(CallerSource caller, GraphQlArguments arguments) =>
        Change(
            caller,
            arguments,
            (repository, pull, input) =>
                GitHubAutoMerge.Enable(repository, pull, Style(input), input.Text("expectedHeadOid"), caller.Token)
        );

    private static PayloadSource Disable(CallerSource caller, GraphQlArguments arguments) =>
        Change(caller, arguments, (_, pull, _) => GitHubAutoMerge.Disable(pull));

    private static PayloadSource Merge(CallerSource caller, GraphQlArguments arguments) =>
        Change(
            caller,
            arguments,
            (repository, pull, input) =>
                input.Text("expectedHeadOid") is { } expected && expected != pull.HeadSha
                    ? "Head branch was modified. Review and try the merge again."
                    : GitHubMerger.Merge(
                        repository,
                        pull,
                        Style(input),
                        caller.Token.Login,
                        input.Text("commitHeadline"),
                        input.Text("commitBody")
                    )
        );

    private static PayloadSource Change(
        CallerSource caller,
        GraphQlArguments arguments,
        Func<GitHubRepository, GitHubPullRequest, GraphQlArguments, string?> change
    )
    {
        var input = arguments.Fields("input");
        var (repository, pull) = caller.PullRequest(input.Text("pullRequestId")!);
        repository.Demand("contents=write", "pull_requests=write");

        if (change(repository.Repository, pull, input) is { } refusal)
        {
            throw new GraphQlException(refusal) { Code = "UNPROCESSABLE" };
        }

        repository.Repository.Pulls.Settle();
        return new(input.Text("clientMutationId"), PullRequestSource.Of(repository, pull));
    }

    private static MergeStyle Style(GraphQlArguments input) =>
        input.Text("mergeMethod") switch
        {
            "SQUASH" => MergeStyle.Squash,
            "REBASE" => MergeStyle.Rebase,
            _ => MergeStyle.Merge,
        };
}

using System.Globalization;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>The GraphQL documents, for what REST cannot do, or only with many requests.</summary>
/// <remarks>Source: https://docs.github.com/en/graphql/reference</remarks>
internal static class GitHubQueries
{
    /// <summary>
    /// The commit of the source branch, the settings of the repository, the rules of the target branch, and the open pull
    /// request of the two branches. Variables: <c>owner</c>, <c>name</c>, <c>source</c>, <c>target</c> (short names),
    /// <c>sourceRef</c>, <c>targetRef</c> (full names).
    /// </summary>
    public const string Repository = $$"""
        query Repository(
          $owner: String!, $name: String!, $source: String!, $target: String!, $sourceRef: String!, $targetRef: String!
        ) {
          repository(owner: $owner, name: $name) {
            autoMergeAllowed
            mergeCommitAllowed
            squashMergeAllowed
            rebaseMergeAllowed
            viewerDefaultMergeMethod
            source: ref(qualifiedName: $sourceRef) { target { oid } }
            target: ref(qualifiedName: $targetRef) {
              refUpdateRule { requiredStatusCheckContexts requiresLinearHistory requiresSignatures }
              rules(first: 100) {
                nodes {
                  type
                  parameters {
                    ... on PullRequestParameters { allowedMergeMethods }
                    ... on RequiredStatusChecksParameters { requiredStatusChecks { context } }
                  }
                }
              }
            }
            pullRequests(headRefName: $source, baseRefName: $target, states: [OPEN], first: 100) {
              nodes { isCrossRepository isDraft mergeStateStatus viewerCanMergeAsAdmin {{PullRequest}} }
            }
          }
        }
        """;

    /// <summary>Variables: <c>pullRequest</c> (its node id), <c>method</c>, <c>head</c>.</summary>
    public const string EnableAutoMerge = $$"""
        mutation EnableAutoMerge($pullRequest: ID!, $method: PullRequestMergeMethod!, $head: GitObjectID!) {
          change: enablePullRequestAutoMerge(
            input: { pullRequestId: $pullRequest, mergeMethod: $method, expectedHeadOid: $head }
          ) {
            pullRequest { {{PullRequest}} }
          }
        }
        """;

    /// <summary>Variable: <c>pullRequest</c> (its node id).</summary>
    public const string DisableAutoMerge = $$"""
        mutation DisableAutoMerge($pullRequest: ID!) {
          change: disablePullRequestAutoMerge(input: { pullRequestId: $pullRequest }) {
            pullRequest { {{PullRequest}} }
          }
        }
        """;

    /// <summary>The merge commit of a pull request. Variable: <c>pullRequest</c> (its node id).</summary>
    public const string MergeCommit = """
        query MergeCommit($pullRequest: ID!) {
          node(id: $pullRequest) { ... on PullRequest { mergeCommit { oid } } }
        }
        """;

    /// <summary>Reviews, statuses and check runs of a pull request. Variable: <c>pullRequest</c> (its node id).</summary>
    public const string Checks = """
        query Checks($pullRequest: ID!) {
          node(id: $pullRequest) {
            ... on PullRequest {
              viewerCanMergeAsAdmin
              reviewDecision
              commits(last: 1) {
                nodes {
                  commit {
                    oid
                    statusCheckRollup {
                      contexts(first: 100) {
                        nodes { ... on StatusContext { context state } ... on CheckRun { name conclusion } }
                      }
                    }
                  }
                }
              }
            }
          }
        }
        """;

    /// <summary>
    /// The mergeability of the open pull requests, a page at a time. Variables: <c>owner</c>, <c>name</c>,
    /// <c>target</c> (short name), <c>targetRef</c> (full name), <c>after</c> (from the second page on).
    /// </summary>
    public const string MergeStates = """
        query MergeStates($owner: String!, $name: String!, $target: String!, $targetRef: String!, $after: String) {
          repository(owner: $owner, name: $name) {
            target: ref(qualifiedName: $targetRef) {
              rules(first: 100) {
                nodes { parameters { ... on RequiredStatusChecksParameters { strictRequiredStatusChecksPolicy } } }
              }
            }
            pullRequests(baseRefName: $target, states: [OPEN], first: 100, after: $after) {
              nodes { number mergeStateStatus }
              pageInfo { hasNextPage endCursor }
            }
          }
        }
        """;

    /// <summary>The most commits of one query.</summary>
    public const int MaxCommits = 100;

    private const string PullRequest = """
        id number url state title body headRefName baseRefName headRefOid mergeCommit { oid } autoMergeRequest { mergeMethod }
        isInMergeQueue
        """;

    /// <summary>The statuses of commits, named <c>c0</c>, <c>c1</c> and so on. Variables: <c>owner</c>, <c>name</c>.</summary>
    public static string Statuses(IEnumerable<CommitSha> commits) =>
        $$"""
            query Statuses($owner: String!, $name: String!) {
              repository(owner: $owner, name: $name) {
            {{string.Join('\n', commits.Select(Statuses))}}
              }
            }
            """;

    private static string Statuses(CommitSha commit, int index) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
                c{{index}}: object(oid: "{{commit}}") { ... on Commit { status { contexts { context state description } } } }
            """
        );
}

using System.Globalization;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>The GraphQL documents: for what REST cannot do, or only with many requests.</summary>
/// <remarks>Source: https://docs.github.com/en/graphql/reference</remarks>
internal static class GitHubQueries
{
    /// <summary>
    /// All that opening a pull request rests on: where its branch is, what the repository and the target branch demand,
    /// and what is open already. Variables: <c>owner</c>, <c>name</c>, <c>source</c>, <c>target</c> (short names),
    /// <c>sourceRef</c>, <c>targetRef</c> (full names).
    /// </summary>
    public const string Prospect = $$"""
        query Prospect(
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

    /// <summary>What the merge of a pull request made. Variable: <c>pullRequest</c> (its node id).</summary>
    public const string MergeCommit = """
        query MergeCommit($pullRequest: ID!) {
          node(id: $pullRequest) { ... on PullRequest { mergeCommit { oid } } }
        }
        """;

    /// <summary>
    /// What the rules of the target branch look at, which is the same for all who ask. Variable: <c>pullRequest</c> (its
    /// node id).
    /// </summary>
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
    /// What GitHub says about merging the open pull requests, a page at a time. Variables: <c>owner</c>, <c>name</c>,
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

    /// <summary>How many commits one query may ask for.</summary>
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

using GraphQL.Types;

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>
/// The part of GitHub's schema that the tool queries, as GitHub documents it. A field is resolved by the member of that
/// name of its node.
/// </summary>
/// <remarks>Source: https://docs.github.com/en/graphql/reference</remarks>
internal static class GitHubSchema
{
    private const string Definition = """
        scalar GitObjectID
        scalar URI

        type Query {
          repository(owner: String!, name: String!): Repository
          node(id: ID!): Node
        }

        type Mutation {
          enablePullRequestAutoMerge(input: EnablePullRequestAutoMergeInput!): EnablePullRequestAutoMergePayload
          disablePullRequestAutoMerge(input: DisablePullRequestAutoMergeInput!): DisablePullRequestAutoMergePayload
        }

        input EnablePullRequestAutoMergeInput {
          pullRequestId: ID!
          mergeMethod: PullRequestMergeMethod = MERGE
          expectedHeadOid: GitObjectID
        }

        input DisablePullRequestAutoMergeInput { pullRequestId: ID! }
        type EnablePullRequestAutoMergePayload { pullRequest: PullRequest }
        type DisablePullRequestAutoMergePayload { pullRequest: PullRequest }

        interface Node { id: ID! }
        interface GitObject { id: ID! oid: GitObjectID! }

        type Repository implements Node {
          id: ID!
          nameWithOwner: String!
          autoMergeAllowed: Boolean!
          mergeCommitAllowed: Boolean!
          squashMergeAllowed: Boolean!
          rebaseMergeAllowed: Boolean!
          viewerDefaultMergeMethod: PullRequestMergeMethod!
          ref(qualifiedName: String!): Ref
          object(oid: GitObjectID): GitObject
          pullRequests(
            first: Int, last: Int, after: String,
            headRefName: String, baseRefName: String, states: [PullRequestState!]
          ): PullRequestConnection!
        }

        type Ref {
          target: GitObject
          refUpdateRule: RefUpdateRule
          rules(first: Int, last: Int, after: String): RepositoryRuleConnection
        }

        type RefUpdateRule {
          requiredStatusCheckContexts: [String]
          requiresLinearHistory: Boolean!
          requiresSignatures: Boolean!
        }

        union RuleParameters = MergeQueueParameters | PullRequestParameters | RequiredStatusChecksParameters
        type RepositoryRuleConnection { nodes: [RepositoryRule] }
        type RepositoryRule { type: RepositoryRuleType! parameters: RuleParameters }
        type MergeQueueParameters { mergeMethod: PullRequestMergeMethod! }
        type PullRequestParameters { allowedMergeMethods: [String!] }
        type StatusCheckConfiguration { context: String! }

        type RequiredStatusChecksParameters {
          requiredStatusChecks: [StatusCheckConfiguration!]!
          strictRequiredStatusChecksPolicy: Boolean!
        }

        type Commit implements Node & GitObject {
          id: ID!
          oid: GitObjectID!
          status: Status
          statusCheckRollup: StatusCheckRollup
        }

        type Status { contexts: [StatusContext!]! }
        type StatusContext { context: String! state: StatusState! description: String }
        type CheckRun { name: String! conclusion: CheckConclusionState }
        union StatusCheckRollupContext = CheckRun | StatusContext
        type StatusCheckRollup { contexts(first: Int, last: Int, after: String): StatusCheckRollupContextConnection! }
        type StatusCheckRollupContextConnection { nodes: [StatusCheckRollupContext] }
        type PullRequestCommitConnection { nodes: [PullRequestCommit] }
        type PullRequestCommit { commit: Commit! }
        type PullRequestConnection { nodes: [PullRequest] totalCount: Int! pageInfo: PageInfo! }
        type PageInfo { hasNextPage: Boolean! endCursor: String }

        type PullRequest implements Node {
          id: ID!
          number: Int!
          url: URI!
          title: String!
          body: String!
          state: PullRequestState!
          isDraft: Boolean!
          isCrossRepository: Boolean!
          headRefName: String!
          headRefOid: GitObjectID!
          baseRefName: String!
          mergeCommit: Commit
          mergeStateStatus: MergeStateStatus!
          autoMergeRequest: AutoMergeRequest
          viewerCanMergeAsAdmin: Boolean!
          reviewDecision: PullRequestReviewDecision
          commits(first: Int, last: Int, after: String): PullRequestCommitConnection!
          isInMergeQueue: Boolean!
        }

        type AutoMergeRequest { mergeMethod: PullRequestMergeMethod! }

        enum PullRequestState { OPEN CLOSED MERGED }
        enum PullRequestMergeMethod { MERGE SQUASH REBASE }
        enum MergeStateStatus { BEHIND BLOCKED CLEAN DIRTY HAS_HOOKS UNKNOWN UNSTABLE }
        enum PullRequestReviewDecision { APPROVED CHANGES_REQUESTED REVIEW_REQUIRED }
        enum CheckConclusionState {
          ACTION_REQUIRED CANCELLED FAILURE NEUTRAL SKIPPED STALE STARTUP_FAILURE SUCCESS TIMED_OUT
        }
        enum StatusState { ERROR EXPECTED FAILURE PENDING SUCCESS }
        enum RepositoryRuleType {
          MERGE_QUEUE NON_FAST_FORWARD PULL_REQUEST REQUIRED_LINEAR_HISTORY REQUIRED_SIGNATURES REQUIRED_STATUS_CHECKS
        }
        """;

    public static Schema Instance { get; } = Build();

    private static Schema Build()
    {
        var schema = Schema.For(
            Definition,
            builder =>
            {
                builder.Types.For("Repository").IsTypeOf<RepositoryNode>();
                builder.Types.For("PullRequest").IsTypeOf<PullRequestNode>();
                builder.Types.For("Commit").IsTypeOf<CommitNode>();
                builder.Types.For("CheckRun").IsTypeOf<CheckRunNode>();
                builder.Types.For("StatusContext").IsTypeOf<StatusContextNode>();
                builder.Types.For("MergeQueueParameters").IsTypeOf<MergeQueueParameters>();
                builder.Types.For("PullRequestParameters").IsTypeOf<PullRequestParameters>();
                builder.Types.For("RequiredStatusChecksParameters").IsTypeOf<RequiredStatusChecksParameters>();
            }
        );
        schema.RegisterType(new StringGraphType { Name = "GitObjectID" });
        schema.RegisterType(new StringGraphType { Name = "URI" });
        schema.Initialize();
        return schema;
    }
}

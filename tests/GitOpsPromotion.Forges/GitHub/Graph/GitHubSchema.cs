using GitOpsPromotion.Forges.GraphQl;

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>The part of GitHub's schema that the forge has. What it has is as on GitHub.</summary>
/// <remarks>Source: https://docs.github.com/en/graphql/reference</remarks>
internal static class GitHubSchema
{
    public static GraphQlSchema Types { get; } =
        GraphQlSchema.Parse(
            """
            type Query {
              repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
              node(id: ID!): Node
              viewer: User!
            }

            type Mutation {
              enablePullRequestAutoMerge(input: EnablePullRequestAutoMergeInput!): EnablePullRequestAutoMergePayload
              disablePullRequestAutoMerge(input: DisablePullRequestAutoMergeInput!): DisablePullRequestAutoMergePayload
              mergePullRequest(input: MergePullRequestInput!): MergePullRequestPayload
            }

            input EnablePullRequestAutoMergeInput {
              pullRequestId: ID!
              mergeMethod: PullRequestMergeMethod = MERGE
              expectedHeadOid: GitObjectID
              commitHeadline: String
              commitBody: String
              authorEmail: String
              clientMutationId: String
            }

            input DisablePullRequestAutoMergeInput { pullRequestId: ID! clientMutationId: String }

            input MergePullRequestInput {
              pullRequestId: ID!
              mergeMethod: PullRequestMergeMethod = MERGE
              expectedHeadOid: GitObjectID
              commitHeadline: String
              commitBody: String
              authorEmail: String
              clientMutationId: String
            }

            type EnablePullRequestAutoMergePayload { clientMutationId: String pullRequest: PullRequest }
            type DisablePullRequestAutoMergePayload { clientMutationId: String pullRequest: PullRequest }
            type MergePullRequestPayload { clientMutationId: String pullRequest: PullRequest }

            interface Node { id: ID! }
            interface GitObject { id: ID! oid: GitObjectID! }
            interface Actor { login: String! }
            union RuleParameters = PullRequestParameters | RequiredStatusChecksParameters | MergeQueueParameters

            type User implements Actor { login: String! }

            type Repository implements Node {
              id: ID!
              name: String!
              nameWithOwner: String!
              isArchived: Boolean!
              isPrivate: Boolean!
              autoMergeAllowed: Boolean!
              mergeCommitAllowed: Boolean!
              squashMergeAllowed: Boolean!
              rebaseMergeAllowed: Boolean!
              deleteBranchOnMerge: Boolean!
              viewerDefaultMergeMethod: PullRequestMergeMethod!
              viewerPermission: RepositoryPermission
              defaultBranchRef: Ref
              ref(qualifiedName: String!): Ref
              object(oid: GitObjectID, expression: String): GitObject
              pullRequest(number: Int!): PullRequest
              pullRequests(
                first: Int, last: Int, after: String, before: String,
                headRefName: String, baseRefName: String, states: [PullRequestState!], orderBy: IssueOrder
              ): PullRequestConnection!
            }

            type Ref {
              id: ID!
              name: String!
              prefix: String!
              target: GitObject
              refUpdateRule: RefUpdateRule
              branchProtectionRule: BranchProtectionRule
              rules(first: Int, last: Int, after: String, before: String): RepositoryRuleConnection
            }

            type RefUpdateRule {
              pattern: String!
              requiredStatusCheckContexts: [String]
              requiredApprovingReviewCount: Int
              requiresLinearHistory: Boolean!
              requiresSignatures: Boolean!
              viewerCanPush: Boolean!
            }

            type BranchProtectionRule {
              id: ID!
              pattern: String!
              requiredStatusCheckContexts: [String]
              requiredApprovingReviewCount: Int
              requiresApprovingReviews: Boolean!
              requiresLinearHistory: Boolean!
              requiresStatusChecks: Boolean!
              requiresStrictStatusChecks: Boolean!
            }

            type RepositoryRuleConnection { nodes: [RepositoryRule] totalCount: Int! pageInfo: PageInfo! }
            type RepositoryRule { id: ID! type: RepositoryRuleType! parameters: RuleParameters }
            type PullRequestParameters { requiredApprovingReviewCount: Int! allowedMergeMethods: [String!] }
            type StatusCheckConfiguration { context: String! integrationId: Int }
            type MergeQueueParameters { mergeMethod: MergeQueueMergeMethod! }

            type RequiredStatusChecksParameters {
              requiredStatusChecks: [StatusCheckConfiguration!]!
              strictRequiredStatusChecksPolicy: Boolean!
            }

            type Commit implements Node & GitObject {
              id: ID!
              oid: GitObjectID!
              status: Status
              statusCheckRollup: StatusCheckRollup
              associatedPullRequests(first: Int, last: Int, after: String, before: String): PullRequestConnection
            }

            type Status { id: ID! state: StatusState! contexts: [StatusContext!]! context(name: String!): StatusContext }

            type StatusContext {
              id: ID!
              context: String!
              state: StatusState!
              description: String
              targetUrl: URI
              createdAt: DateTime!
            }

            type StatusCheckRollup {
              contexts(first: Int, last: Int, after: String, before: String): StatusCheckRollupContextConnection!
            }

            type StatusCheckRollupContextConnection { nodes: [StatusCheckRollupContext] totalCount: Int! }
            union StatusCheckRollupContext = CheckRun | StatusContext
            type CheckRun { name: String! conclusion: CheckConclusionState }
            type PullRequestCommitConnection { nodes: [PullRequestCommit] totalCount: Int! }
            type PullRequestCommit { commit: Commit! }

            type PullRequestConnection { nodes: [PullRequest] totalCount: Int! pageInfo: PageInfo! }
            type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }

            type PullRequest implements Node {
              id: ID!
              number: Int!
              url: URI!
              title: String!
              body: String!
              state: PullRequestState!
              isDraft: Boolean!
              isCrossRepository: Boolean!
              closed: Boolean!
              merged: Boolean!
              mergedAt: DateTime
              headRefName: String!
              headRefOid: GitObjectID!
              baseRefName: String!
              baseRefOid: GitObjectID!
              mergeCommit: Commit
              potentialMergeCommit: Commit
              mergeable: MergeableState!
              mergeStateStatus: MergeStateStatus!
              autoMergeRequest: AutoMergeRequest
              viewerCanEnableAutoMerge: Boolean!
              viewerCanDisableAutoMerge: Boolean!
              viewerCanMergeAsAdmin: Boolean!
              reviewDecision: PullRequestReviewDecision
              commits(first: Int, last: Int, after: String, before: String): PullRequestCommitConnection!
              isMergeQueueEnabled: Boolean!
              isInMergeQueue: Boolean!
            }

            type AutoMergeRequest { mergeMethod: PullRequestMergeMethod! enabledBy: Actor }

            input IssueOrder { field: IssueOrderField! direction: OrderDirection! }

            enum IssueOrderField { COMMENTS CREATED_AT UPDATED_AT }
            enum OrderDirection { ASC DESC }
            enum PullRequestState { OPEN CLOSED MERGED }
            enum PullRequestMergeMethod { MERGE SQUASH REBASE }
            enum MergeQueueMergeMethod { MERGE SQUASH REBASE }
            enum MergeableState { MERGEABLE CONFLICTING UNKNOWN }
            enum MergeStateStatus { BEHIND BLOCKED CLEAN DIRTY HAS_HOOKS UNKNOWN UNSTABLE }
            enum PullRequestReviewDecision { APPROVED CHANGES_REQUESTED REVIEW_REQUIRED }
            enum CheckConclusionState {
              ACTION_REQUIRED CANCELLED FAILURE NEUTRAL SKIPPED STALE STARTUP_FAILURE SUCCESS TIMED_OUT
            }
            enum StatusState { ERROR EXPECTED FAILURE PENDING SUCCESS }
            enum RepositoryPermission { ADMIN MAINTAIN READ TRIAGE WRITE }
            enum RepositoryRuleType {
              MERGE_QUEUE NON_FAST_FORWARD PULL_REQUEST REQUIRED_LINEAR_HISTORY REQUIRED_SIGNATURES
              REQUIRED_STATUS_CHECKS
            }
            """
        );
}

using System.Globalization;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The messages for the outcomes of <c>new</c> and <c>promote</c>. Scripts read the first lines: they are an interface.</summary>
internal static class PromotionMessages
{
    public static Result For(PromotionOutcome outcome) =>
        WithSkippedEnvironments(Describe(outcome).WithWarnings(outcome.Warnings), outcome.SkippedEnvironments);

    private static Result WithSkippedEnvironments(Result result, IReadOnlyList<SkippedEnvironment> skipped) =>
        skipped.Count == 0
            ? result
            : result with
            {
                Notes =
                [
                    .. result.Notes ?? [],
                    .. skipped.Select(passed =>
                        $"environment {passed.Environment} does not deploy {passed.Policy.Group}/{passed.Policy.App}: continuing with {passed.Next}"
                    ),
                ],
            };

    private static Result Describe(PromotionOutcome outcome) =>
        outcome switch
        {
            PromotionOutcome.Opened opened => For(opened),
            PromotionOutcome.Planned planned => For(planned),
            PromotionOutcome.AlreadyPromoted(var promotion) => Result.For(
                "already-there",
                $"nothing to do: environment {promotion.Environment} already has {Name(promotion)}",
                promotion
            ),
            PromotionOutcome.SupersededByOpenPullRequest(var promotion, var newer) => Result.For(
                "superseded-by-open-pull-request",
                $"skipping promotion of {Name(promotion)} to environment {promotion.Environment}, because pull request "
                    + $"{Number(newer)} is newer: {newer.Title}",
                promotion
            ) with
            {
                PullRequest = ResultPullRequest.For(newer),
            },
            PromotionOutcome.Superseded(var promotion) => Result.For(
                "superseded",
                $"skipping promotion of {Name(promotion)} to environment {promotion.Environment}, because a newer version "
                    + $"was promoted after commit {promotion.SourceCommit.Abbreviated}",
                promotion
            ),
            PromotionOutcome.Reverted(var promotion, var before) => Result.For(
                "reverted",
                $"skipping promotion of {Name(promotion)} to environment {promotion.Environment}, because environment "
                    + $"{before} was reverted to an earlier version after commit {promotion.SourceCommit.Abbreviated}",
                promotion
            ),
            PromotionOutcome.NoPullRequest(var commit) => Skipped(
                "no-pull-request",
                "skipping promotion as commit does not originate from PR"
            ) with
            {
                Commit = commit.Value,
            },
            PromotionOutcome.UnrelatedPullRequest(var cause) => Skipped(
                "not-a-promotion",
                "skipping promotion as PR is not created by gitops-promotion",
                cause
            ),
            PromotionOutcome.NoVersionChange(var cause, var environment) => Skipped(
                "no-version-change",
                $"skipping promotion as PR {Number(cause)} changed no version in environment {environment}",
                cause
            ) with
            {
                Environment = environment.Value,
            },
            PromotionOutcome.Review(var cause) => Skipped("review", "skipping promotion of feature", cause),
            PromotionOutcome.NotDeployed(var cause, var environment, var policy) => Skipped(
                "not-deployed",
                $"no next environment deploys {policy.Group}/{policy.App}",
                cause
            ) with
            {
                Group = policy.Group.Value,
                App = policy.App.Value,
                Environment = environment.Value,
            },
            PromotionOutcome.LastEnvironment(var cause, var environment) => Skipped(
                "last-environment",
                "no next environment to promote to",
                cause
            ) with
            {
                Environment = environment.Value,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, message: null),
        };

    /// <summary>The commit is the test merge of an open pull request.</summary>
    public static Result NotMerged(int pullRequest, CommitSha testMerge) =>
        Skipped(
            "not-merged",
            string.Create(CultureInfo.InvariantCulture, $"skipping promotion as PR {pullRequest} is not merged")
        ) with
        {
            Commit = testMerge.Value,
        };

    /// <summary>There is no commit to promote.</summary>
    public static Result NothingSince(CommitSha head) =>
        Skipped("nothing-since", $"nothing to do: HEAD is commit {head}, and there are no later commits") with
        {
            Commit = head.Value,
        };

    /// <summary>A merged promotion that was not continued.</summary>
    public static string ForUnfinished(UnfinishedPromotion unfinished) =>
        $"environment {unfinished.Next} does not have the version of {unfinished.Policy.Group}/{unfinished.Policy.App} that commit "
        + $"{unfinished.Commit.Abbreviated} promoted to environment {unfinished.Environment}: to continue, run "
        + $"'gitops-promotion promote --since {unfinished.Parent}'";

    private static Result For(PromotionOutcome.Opened opened) =>
        RemarkMessages.AddTo(
            Result.For(
                "opened",
                $"created branch {opened.Branch} with pull request {Number(opened.PullRequest)} on commit {opened.Commit}",
                opened.Promotion
            ) with
            {
                Branch = opened.Branch.Value,
                Commit = opened.Commit.Value,
                PullRequest = ResultPullRequest.For(opened.PullRequest),
                Changes = ResultChange.For(opened.Changes),
            },
            opened.Remarks
        );

    private static Result For(PromotionOutcome.Planned planned)
    {
        var plan = planned.Plan;
        return RemarkMessages.AddTo(
            Result.For("planned", PlanText(planned), planned.Promotion) with
            {
                Branch = plan.Branch.Value,
                Changes = ResultChange.For(plan.Rewrites.SelectMany(rewrite => rewrite.Changes)),
                Plan = new ResultPlan(
                    plan.Base.Value,
                    plan.TargetBranch.Value,
                    plan.Title,
                    plan.Description,
                    Describe(plan.MergeMode),
                    planned.Diff
                ),
            },
            planned.Remarks
        );
    }

    private static string PlanText(PromotionOutcome.Planned planned)
    {
        var plan = planned.Plan;
        return $"""
            dry run: nothing was changed
            branch:  {plan.Branch}
            base:    {plan.Base} ({plan.TargetBranch})
            title:   {plan.Title}
            merging: {Describe(plan.MergeMode)}
            {RemarkMessages.PlanLines(planned.Remarks)}
            {planned.Diff.TrimEnd()}

            description:
            {plan.Description.TrimEnd()}
            """;
    }

    private static string Describe(MergeMode mode) =>
        mode switch
        {
            MergeMode.Manual => "manual",
            MergeMode.AfterCheck => "automatic, after its check",
            _ => "automatic, immediately",
        };

    private static Result Skipped(string outcome, string message, PullRequest? cause = null) =>
        new()
        {
            Outcome = outcome,
            Message = message,
            PullRequest = cause is null ? null : ResultPullRequest.For(cause),
        };

    private static string Name(Promotion promotion) =>
        $"{promotion.Policy.Group}/{promotion.Policy.App} version {promotion.Version.Tag}";

    private static string Number(PullRequest pullRequest) => pullRequest.Number.ToString(CultureInfo.InvariantCulture);
}

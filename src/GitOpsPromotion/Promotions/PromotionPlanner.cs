using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Decides what a promotion does.</summary>
public static class PromotionPlanner
{
    /// <param name="promotion">What is promoted.</param>
    /// <param name="at">What it is based on.</param>
    /// <param name="scan">What it changes there; holds at least one marker.</param>
    /// <param name="open">The pull request that is open on its branch, or null.</param>
    /// <exception cref="PromotionException">The branch belongs to something else.</exception>
    public static PromotionPlan Plan(Promotion promotion, BaseSnapshot at, EnvironmentScan scan, OpenPromotion? open)
    {
        if (scan.Rewrites.IsEmpty)
        {
            return new PromotionPlan.NoChange();
        }

        var branch = PromotionBranch.For(promotion.Policy, promotion.Environment, at.Configuration.Flow);
        if (open is not null)
        {
            CheckOwner(promotion, open.PullRequest);
            if (open.IsNewer)
            {
                return new PromotionPlan.Superseded(open.PullRequest);
            }
        }

        var path = new EnvironmentOrder(at.Configuration);
        return new PromotionPlan.Change(
            branch,
            at.Branch,
            at.Commit,
            scan.Rewrites,
            promotion.Title,
            PullRequestDescription.Write(promotion, path, scan.Changes),
            path.MergeModeFor(promotion.Environment)
        );
    }

    private static void CheckOwner(Promotion promotion, PullRequest open)
    {
        var problem = PromotionMetadata.Parse(open.Description) switch
        {
            ParsedMetadata.Valid(var metadata) when metadata.Policy == promotion.Policy => null,
            ParsedMetadata.Valid(var metadata) =>
                $"it promotes {metadata.Policy.Group}/{metadata.Policy.App}, whose branch has the same name",
            ParsedMetadata.Invalid(var reason) => $"its description cannot be read: {reason}",
            _ => "it was not created by gitops-promotion",
        };

        if (problem is not null)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"{promotion.Title}: not done, because pull request {open.Number} is open on branch '{open.SourceBranch}', and {problem}."
            )
            {
                Hint = $"Merge or close pull request {open.Number}, then run the command again.",
                Page = open.Page,
            };
        }
    }
}

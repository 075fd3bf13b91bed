using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Decides what a promotion does.</summary>
internal static class PromotionPlanner
{
    /// <param name="promotion">The promotion.</param>
    /// <param name="snapshot">The default branch that it starts from.</param>
    /// <param name="scan">What setting the version changes there.</param>
    /// <param name="open">The pull request that is open on its branch, or null.</param>
    /// <exception cref="PromotionException">The open pull request is not a promotion of the app.</exception>
    public static PromotionPlan Plan(
        Promotion promotion,
        BaseSnapshot snapshot,
        EnvironmentScan scan,
        OpenPromotion? open
    )
    {
        if (scan.SlotCount == 0)
        {
            return new PromotionPlan.NoMarkers();
        }

        if (scan.HasVersion)
        {
            return new PromotionPlan.NoChange();
        }

        if (open is not null)
        {
            CheckOwner(promotion, open.PullRequest);
            if (open.IsNewer)
            {
                return new PromotionPlan.Superseded(open.PullRequest);
            }
        }

        EnvironmentOrder order = new(snapshot.Configuration);
        return new PromotionPlan.Change(
            promotion.Target.Branch(snapshot.Configuration.Flow),
            snapshot.Branch,
            snapshot.Commit,
            scan.Rewrites,
            promotion.Title,
            PullRequestDescription.Write(promotion, order, scan.Changes),
            order.MergeModeFor(promotion.Environment)
        );
    }

    public static PromotionPlan Plan(PromotionInput input) =>
        Plan(input.Request.Promotion, input.Request.Base, input.Scan, input.Open);

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

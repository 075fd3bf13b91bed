namespace GitOpsPromotion.Promotions;

/// <summary>What to promote after a merge.</summary>
internal abstract record NextPromotion
{
    private NextPromotion() { }

    /// <summary>The merged version goes to another environment.</summary>
    public sealed record Found(PromotionRequest Request) : NextPromotion;

    /// <summary>There is nothing to promote.</summary>
    /// <param name="Outcome">Why.</param>
    public sealed record None(PromotionOutcome Outcome) : NextPromotion;
}

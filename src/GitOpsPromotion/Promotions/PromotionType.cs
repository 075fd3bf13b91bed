namespace GitOpsPromotion.Promotions;

/// <summary>What a pull request of this tool is for.</summary>
internal enum PromotionType
{
    /// <summary>The promotion of a version.</summary>
    Promote,

    /// <summary>A temporary deployment for review.</summary>
    Feature,
}

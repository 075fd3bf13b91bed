namespace GitOpsPromotion.Promotions;

/// <summary>What a pull request of this tool is for.</summary>
public enum PromotionType
{
    /// <summary>A version on its way through the environments.</summary>
    Promote,

    /// <summary>A temporary deployment beside the normal one.</summary>
    Feature,
}

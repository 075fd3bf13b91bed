namespace GitOpsPromotion.Promotions;

/// <summary>What keeps an open promotion from being merged, besides its check.</summary>
public enum PromotionObstacle
{
    /// <summary>Its branch conflicts with the default branch.</summary>
    Conflict,

    /// <summary>The forge requires the newest commit of the default branch in its branch, which has not got it.</summary>
    Behind,

    /// <summary>The environment before holds another version by now.</summary>
    PreviousEnvironmentDiffers,
}

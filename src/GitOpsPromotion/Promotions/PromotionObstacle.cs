namespace GitOpsPromotion.Promotions;

/// <summary>Why an open promotion cannot be merged, apart from its check.</summary>
public enum PromotionObstacle
{
    /// <summary>Its branch conflicts with the default branch.</summary>
    Conflict,

    /// <summary>Its branch is behind the default branch, and the forge requires branches to be up to date.</summary>
    Behind,

    /// <summary>The environment before has another version now.</summary>
    PreviousEnvironmentDiffers,
}

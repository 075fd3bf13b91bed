namespace GitOpsPromotion.Git;

/// <summary>The result of a push. A permanent rejection throws a <see cref="PromotionException"/> instead.</summary>
public enum PushResult
{
    /// <summary>Every ref was updated.</summary>
    Accepted,

    /// <summary>Another client changed a ref, or was changing it. No ref was updated; read again and retry.</summary>
    Stale,
}

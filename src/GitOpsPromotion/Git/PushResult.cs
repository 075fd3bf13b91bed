namespace GitOpsPromotion.Git;

/// <summary>How a push went. What the remote refuses for good is a <see cref="PromotionException"/> instead.</summary>
public enum PushResult
{
    /// <summary>Every ref was updated.</summary>
    Accepted,

    /// <summary>A ref had moved or was being moved by someone else; nothing was updated. Read again and try again.</summary>
    Stale,
}

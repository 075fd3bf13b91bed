namespace GitOpsPromotion.Configuration;

/// <summary>How promotion branches are named.</summary>
public enum PromotionFlow
{
    /// <summary>One branch per app: <c>promote/&lt;group&gt;-&lt;app&gt;</c>.</summary>
    PerApp,

    /// <summary>One branch per app and environment: <c>promote/&lt;environment&gt;/&lt;group&gt;-&lt;app&gt;</c>.</summary>
    PerEnvironment,
}

namespace GitOpsPromotion.Providers;

/// <summary>Who merges a pull request, and when.</summary>
public enum MergeMode
{
    /// <summary>A person. It never merges by itself.</summary>
    Manual,

    /// <summary>By itself, when the promotion check has passed and the forge's own rules are met.</summary>
    AfterCheck,

    /// <summary>By itself, as soon as the forge's own rules are met: there is no promotion check to wait for.</summary>
    Immediately,
}

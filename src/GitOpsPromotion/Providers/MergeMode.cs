namespace GitOpsPromotion.Providers;

/// <summary>How a pull request is merged.</summary>
public enum MergeMode
{
    /// <summary>By a person only.</summary>
    Manual,

    /// <summary>Automatically, once the promotion check has passed and the rules of the forge are met.</summary>
    AfterCheck,

    /// <summary>Automatically, as soon as the rules of the forge are met: there is no promotion check to wait for.</summary>
    Immediately,
}

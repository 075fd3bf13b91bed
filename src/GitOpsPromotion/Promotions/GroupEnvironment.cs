using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>One environment of one group.</summary>
internal sealed record GroupEnvironment(GroupName Group, EnvironmentName Environment)
{
    /// <summary>The second part of the contexts of its commit statuses: <c>&lt;group&gt;-&lt;environment&gt;</c>.</summary>
    public string StatusName => $"{Group}-{Environment}";
}

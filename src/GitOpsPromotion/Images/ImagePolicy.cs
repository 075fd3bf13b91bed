namespace GitOpsPromotion.Images;

/// <summary>The image policy in a marker: <c>&lt;group&gt;:&lt;app&gt;</c>. Flux calls the parts namespace and name.</summary>
public sealed record ImagePolicy(GroupName Group, AppName App)
{
    public override string ToString() => $"{Group}:{App}";
}

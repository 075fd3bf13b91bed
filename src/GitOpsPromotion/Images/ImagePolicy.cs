namespace GitOpsPromotion.Images;

/// <summary>The image policy that markers name: <c>&lt;group&gt;:&lt;app&gt;</c>, in Flux's words namespace and name.</summary>
public sealed record ImagePolicy(GroupName Group, AppName App)
{
    public override string ToString() => $"{Group}:{App}";
}

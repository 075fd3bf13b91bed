namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>A user or a service.</summary>
/// <param name="Id">What other answers name it by.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="UniqueName">Its name at sign-in.</param>
public sealed record AzureDevOpsIdentity(Guid Id, string DisplayName, string UniqueName)
{
    /// <summary>A person.</summary>
    public static AzureDevOpsIdentity Ada { get; } = new(Guid.NewGuid(), "Ada", "ada@example.com");

    /// <summary>The person whose personal access tokens are used.</summary>
    public static AzureDevOpsIdentity Grace { get; } = new(Guid.NewGuid(), "Grace", "grace@example.com");

    /// <summary>The identity of pipelines.</summary>
    public static AzureDevOpsIdentity BuildService { get; } =
        new(Guid.NewGuid(), "Project Collection Build Service (Acme)", "build@example.com");

    internal string Descriptor => $"aad.{Convert.ToBase64String(Id.ToByteArray()).TrimEnd('=')}";
}

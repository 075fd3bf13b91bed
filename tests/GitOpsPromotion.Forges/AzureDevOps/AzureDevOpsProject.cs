namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>A team project, whose name may hold blanks.</summary>
public sealed record AzureDevOpsProject(Guid Id, string Name);

namespace GitOpsPromotion.Providers;

/// <summary>One status of a commit.</summary>
/// <param name="Context">Who reports on what, such as <c>kustomization/apps-qa/1a2b3c4d</c>.</param>
/// <param name="State">How it went.</param>
/// <param name="Description">A sentence for people; may be empty. Remote text: never trusted.</param>
public sealed record CommitStatus(string Context, CommitStatusState State, string Description);

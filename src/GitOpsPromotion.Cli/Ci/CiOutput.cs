namespace GitOpsPromotion.Cli.Ci;

/// <summary>A value that a command hands to later steps.</summary>
internal enum CiOutput
{
    Outcome,
    PullRequest,
    Branch,
    Commit,
}

namespace GitOpsPromotion.Cli.Ci;

/// <summary>An output of a command for later steps of the job.</summary>
internal enum CiOutput
{
    Outcome,
    PullRequest,
    Branch,
    Commit,
}

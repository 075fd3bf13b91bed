namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>How late Azure DevOps is, counted in reads so that no test waits.</summary>
public sealed class AzureDevOpsLag
{
    /// <summary>How many reads of a pull request show the old source commit after a push.</summary>
    public int SourceReads { get; set; }

    /// <summary>How many reads of a pull request show its test merge as queued, after a push or its creation.</summary>
    public int MergeReads { get; set; }

    /// <summary>How many reads of a pull request show it active and queued, before it is completed.</summary>
    public int CompletionReads { get; set; }

    /// <summary>How many queries for the pull requests of a commit find none after a completion.</summary>
    public int QueryReads { get; set; }
}

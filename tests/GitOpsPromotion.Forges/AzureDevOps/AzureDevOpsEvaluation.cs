namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>What a policy thinks of a pull request.</summary>
internal static class AzureDevOpsEvaluation
{
    /// <summary><c>queued</c>, <c>running</c>, <c>approved</c>, <c>rejected</c> or <c>notApplicable</c>.</summary>
    public static string Of(AzureDevOpsPullRequest pull, AzureDevOpsPolicy policy) =>
        policy switch
        {
            AzureDevOpsPolicy.Build => pull.Builds.GetValueOrDefault(policy.Id, "queued"),
            AzureDevOpsPolicy.Status status => OfStatus(pull, status),
            AzureDevOpsPolicy.Reviewers { Minimum: var minimum } => OfVotes(pull, minimum),
            _ => "approved",
        };

    private static string OfStatus(AzureDevOpsPullRequest pull, AzureDevOpsPolicy.Status policy)
    {
        var newest = pull.StatusList.FindLast(status =>
            status.IsFor(policy.Genre, policy.Name)
            && (policy.Author is null || policy.Author == status.Creator)
            && (status.Iteration is null || status.Iteration == pull.Iteration)
            && (!policy.IsResetByPushes || status.SetAtIteration == pull.Iteration)
        );
        return newest?.State switch
        {
            "succeeded" => "approved",
            "failed" or "error" => "rejected",
            "notApplicable" => "notApplicable",
            _ => "queued",
        };
    }

    private static string OfVotes(AzureDevOpsPullRequest pull, int minimum)
    {
        var votes = pull.VoteMap.Where(vote => vote.Key != pull.Creator).Select(vote => vote.Value).ToList();
        return votes.Contains(-10) ? "rejected"
            : votes.Count(vote => vote > 0) >= minimum ? "approved"
            : "queued";
    }
}

using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>What the gate asks: does this environment run what these commits hold?</summary>
/// <param name="Group">The group.</param>
/// <param name="Environment">The environment before the one that waits.</param>
/// <param name="Commits">The commits of the default branch whose statuses count, newest first.</param>
public sealed record GateQuestion(GroupName Group, EnvironmentName Environment, IReadOnlyList<CommitSha> Commits)
{
    /// <summary>The second part of the contexts that answer: <c>&lt;group&gt;-&lt;environment&gt;</c>.</summary>
    public string Subject => $"{Group}-{Environment}";
}

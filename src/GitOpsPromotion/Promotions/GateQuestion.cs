using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>What the gate checks: does this environment run what is in these commits?</summary>
/// <param name="Group">The group.</param>
/// <param name="Environment">The environment before the one that waits.</param>
/// <param name="Commits">The commits of the default branch whose statuses count, newest first.</param>
public sealed record GateQuestion(GroupName Group, EnvironmentName Environment, IReadOnlyList<CommitSha> Commits)
{
    /// <summary>The second part of the contexts that count: <c>&lt;group&gt;-&lt;environment&gt;</c>.</summary>
    public string Subject => new GroupEnvironment(Group, Environment).StatusName;
}

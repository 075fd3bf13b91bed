namespace GitOpsPromotion.Promotions;

/// <summary>The wait of <c>status</c> for the statuses of the environment before.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Verdict">What was seen last.</param>
public sealed record GateWait(GateQuestion Question, GateVerdict Verdict) : Wait;

namespace GitOpsPromotion.Promotions;

/// <summary><c>status</c> waits for the statuses of the environment before.</summary>
/// <param name="Question">What is checked.</param>
/// <param name="Verdict">The state of the gate.</param>
public sealed record GateWait(GateQuestion Question, GateVerdict Verdict) : Wait;

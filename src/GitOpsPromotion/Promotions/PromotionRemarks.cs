namespace GitOpsPromotion.Promotions;

/// <summary>What happens, or would happen, beside a promotion.</summary>
/// <param name="Replaced">The open promotion whose place it takes; null where there is none.</param>
/// <param name="Discarded">What else its branch held, which is discarded; null where there was nothing else.</param>
/// <param name="Unconfirmed">What the merged pull request's description says and the merged commit does not hold.</param>
public sealed record PromotionRemarks(
    ReplacedPullRequest? Replaced,
    UnrelatedCommits? Discarded,
    IReadOnlyList<UnconfirmedValue> Unconfirmed
)
{
    public static PromotionRemarks None { get; } = new(Replaced: null, Discarded: null, Unconfirmed: []);
}

/// <summary>A part of a version that a description names and the environment does not hold.</summary>
/// <param name="Part">What it is: <c>digest</c> or <c>image</c>.</param>
/// <param name="Value">What the description says.</param>
public sealed record UnconfirmedValue(string Part, string Value);

namespace GitOpsPromotion.Promotions;

/// <summary>What else a promotion does, or would do.</summary>
/// <param name="Replaced">The open promotion that it replaces, or null.</param>
/// <param name="Discarded">The unrelated commits that it discards from its branch, or null.</param>
/// <param name="Unconfirmed">What the merged pull request's description says and the merged commit does not confirm.</param>
public sealed record PromotionRemarks(
    ReplacedPullRequest? Replaced,
    UnrelatedCommits? Discarded,
    IReadOnlyList<UnconfirmedValue> Unconfirmed
)
{
    public static PromotionRemarks None { get; } = new(Replaced: null, Discarded: null, Unconfirmed: []);
}

/// <summary>A part of a version that a description names and the environment does not have.</summary>
/// <param name="Part"><c>digest</c> or <c>image</c>.</param>
/// <param name="Value">The value in the description.</param>
public sealed record UnconfirmedValue(string Part, string Value);

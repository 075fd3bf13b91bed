using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>What a run knows before it looks at manifests.</summary>
internal abstract record PromotionInput
{
    private PromotionInput() { }

    /// <param name="Promotion">What is to be promoted.</param>
    /// <param name="Base">What it is based on.</param>
    /// <param name="Tip">The tip of its branch at the remote; null where there is no such branch yet.</param>
    public sealed record Ready(Promotion Promotion, BaseSnapshot Base, CommitSha? Tip) : PromotionInput
    {
        /// <summary>What a description said of the version and is not carried on.</summary>
        public IReadOnlyList<UnconfirmedValue> Unconfirmed { get; init; } = [];

        /// <summary>The environments that lie between and do not deploy the app.</summary>
        public IReadOnlyList<SkippedEnvironment> SkippedEnvironments { get; init; } = [];

        /// <summary>Whether it goes before an open promotion of a newer version, whose gate is not open.</summary>
        public bool PrecedesNewer { get; init; }
    }

    /// <param name="Outcome">Why there is nothing to promote.</param>
    public sealed record NoPromotion(PromotionOutcome Outcome) : PromotionInput;
}

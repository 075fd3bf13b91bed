namespace GitOpsPromotion.Promotions;

/// <summary>What a pull request's description says of a promotion.</summary>
public abstract record ParsedMetadata
{
    private ParsedMetadata() { }

    /// <summary>No metadata: the pull request is not this tool's.</summary>
    public sealed record None : ParsedMetadata;

    /// <summary>Metadata that somebody broke.</summary>
    /// <param name="Reason">What is wrong with it, as part of a sentence.</param>
    public sealed record Invalid(string Reason) : ParsedMetadata;

    /// <param name="Metadata">The state.</param>
    public sealed record Valid(PromotionMetadata Metadata) : ParsedMetadata;
}

namespace GitOpsPromotion.Promotions;

/// <summary>What a pull request's description says of a promotion.</summary>
public abstract record MetadataReading
{
    private MetadataReading() { }

    /// <summary>No metadata: the pull request is not this tool's.</summary>
    public sealed record None : MetadataReading;

    /// <summary>Metadata that somebody broke.</summary>
    /// <param name="Reason">What is wrong with it, as part of a sentence.</param>
    public sealed record Unreadable(string Reason) : MetadataReading;

    /// <param name="Metadata">The state.</param>
    public sealed record Known(PromotionMetadata Metadata) : MetadataReading;
}

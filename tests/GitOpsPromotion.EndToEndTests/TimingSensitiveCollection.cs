using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Tests of what has to be ready within a short time. They run one after the other, and beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimingSensitiveCollection
{
    public const string Name = "Quiet machine";
}

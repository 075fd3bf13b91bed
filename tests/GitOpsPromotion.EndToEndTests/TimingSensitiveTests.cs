using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Tests with short timeouts. They run sequentially, and not in parallel with others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimingSensitiveTests
{
    public const string Name = "Quiet machine";
}

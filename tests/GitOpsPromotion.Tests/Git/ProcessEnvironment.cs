using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Tests that change variables of the test process, which git inherits: none of them runs beside another test.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    public const string Name = "Environment variables";
}

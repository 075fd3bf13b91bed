using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Tests that change environment variables of the test process, which git inherits. They do not run in parallel.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    public const string Name = "Environment variables";
}

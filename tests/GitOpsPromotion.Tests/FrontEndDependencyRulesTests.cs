using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests;

public static class FrontEndDependencyRulesTests
{
    [Theory]
    [InlineData("Commands/NewCommand.cs", "using GitOpsPromotion.Promotions;")]
    [InlineData("Commands/NewCommand.cs", "using GitOpsPromotion.Cli.Output;")]
    [InlineData("Commands/NewCommand.cs", "namespace GitOpsPromotion.Cli.Commands;")]
    [InlineData("Providers/KnownProvider.cs", "using GitOpsPromotion.Providers.GitHub;")]
    [InlineData("Program.cs", "    Console.Error.WriteLine();")]
    [InlineData("Program.cs", "    Environment.GetEnvironmentVariable(name);")]
    public static void Accepts_what_the_table_allows_in_the_front_end(string path, string line) =>
        DependencyRules.Check($"src/GitOpsPromotion.Cli/{path}", line).Should().BeEmpty();

    [Theory]
    [InlineData("Output", "using GitOpsPromotion.Cli.Commands;", "Output may not use GitOpsPromotion.Cli.Commands")]
    [InlineData("Output", "    Ci.CiReport report;", "Output may not use GitOpsPromotion.Cli.Ci")]
    [InlineData("Ci", "using GitOpsPromotion.Cli.Execution;", "Ci may not use GitOpsPromotion.Cli.Execution")]
    [InlineData("Demonstration", "using GitOpsPromotion.Cli;", "Demonstration may not use GitOpsPromotion.Cli")]
    public static void Reports_what_the_table_does_not_allow_in_the_front_end(
        string folder,
        string line,
        string violation
    ) =>
        DependencyRules
            .Check($"src/GitOpsPromotion.Cli/{folder}/Sample.cs", line)
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain($"GitOpsPromotion.Cli.{violation}");

    [Fact]
    public static void Reports_a_forge_outside_of_the_table_of_providers() =>
        DependencyRules
            .Check("src/GitOpsPromotion.Cli/Commands/NewCommand.cs", "using GitOpsPromotion.Providers.GitHub;")
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain("only KnownProvider.cs names the forges");
}

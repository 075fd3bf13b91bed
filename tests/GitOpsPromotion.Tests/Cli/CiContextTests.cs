using FluentAssertions;
using GitOpsPromotion.Cli;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public static class CiContextTests
{
    [Theory]
    [InlineData("GITHUB_HEAD_REF", "promote/webshop-webui")]
    [InlineData("SYSTEM_PULLREQUEST_SOURCEBRANCH", "refs/heads/promote/webshop-webui")]
    [InlineData("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "promote/webshop-webui")]
    [InlineData("GITHUB_REF", "refs/heads/promote/webshop-webui")]
    [InlineData("BUILD_SOURCEBRANCH", "refs/heads/promote/webshop-webui")]
    [InlineData("CI_COMMIT_BRANCH", "promote/webshop-webui")]
    public static void Names_the_branch_that_is_built(string variable, string value) =>
        Find((variable, value)).Should().Be("promote/webshop-webui");

    [Fact]
    public static void Prefers_the_branch_of_the_pull_request_to_the_one_that_it_merges_into() =>
        Find(
                ("GITHUB_HEAD_REF", "promote/webshop-webui"),
                ("GITHUB_REF", "refs/heads/main"),
                ("BUILD_SOURCEBRANCH", "refs/heads/main")
            )
            .Should()
            .Be("promote/webshop-webui");

    // A push on GitHub sets the variable of the pull request to nothing.
    [Fact]
    public static void Passes_over_a_variable_that_is_empty() =>
        Find(("GITHUB_HEAD_REF", ""), ("GITHUB_REF", "refs/heads/main")).Should().Be("main");

    [Theory]
    [InlineData("refs/pull/7/merge")]
    [InlineData("refs/tags/v1")]
    [InlineData("HEAD")]
    public static void Passes_over_what_is_no_branch(string value) =>
        Find(("GITHUB_REF", value), ("BUILD_SOURCEBRANCH", "refs/heads/main")).Should().Be("main");

    [Fact]
    public static void Names_none_where_no_variable_does() => Find().Should().BeNull();

    private static string? Find(params (string Name, string Value)[] variables) =>
        CiContext.FindBranch(name => variables.FirstOrDefault(variable => variable.Name == name).Value)?.Value;
}

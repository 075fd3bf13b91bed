using FluentAssertions;
using GitOpsPromotion.Cli.Providers;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

public static class TokenVariablesTests
{
    [Fact]
    public static void Contains_each_token_variable_of_the_tool() =>
        TokenVariables.Names.Should().Contain(KnownProvider.AllTokenVariables);

    [Fact]
    public static void Removes_a_token_under_any_name()
    {
        const string token = "ghp_0123456789abcdef";
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            ["GH_TOKEN"] = "another",
            ["MY_TOKEN"] = token,
            ["HEADER"] = $"Authorization: Bearer {token}\n",
            ["PATH"] = "/usr/bin",
        };

        TokenVariables.RemoveFrom(environment, [token]);

        environment.Keys.Should().Equal("PATH");
    }

    [Fact]
    public static void Removes_other_variables_with_the_value_of_a_token_variable()
    {
        const string token = "ghp_0123456789abcdef";
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            ["GITHUB_TOKEN"] = token,
            ["GH_TOKEN"] = "bin",
            ["INPUT_TOKEN"] = token,
            ["PATH"] = "/usr/bin",
            ["FOLDER"] = "bin",
        };

        TokenVariables.RemoveFrom(environment, []);

        environment.Keys.Should().Equal("PATH", "FOLDER");
    }

    [Fact]
    public static void Keeps_variables_that_contain_a_short_secret_by_chance()
    {
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/bin",
            ["PASSWORD"] = "bin",
        };

        TokenVariables.RemoveFrom(environment, ["bin"]);

        environment.Keys.Should().Equal("PATH");
    }
}

using FluentAssertions;
using GitOpsPromotion.Configuration;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

public static class EnvironmentNameTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("eu-west-1_blue.2")]
    [InlineData("本番")]
    public static void Reads_a_path_segment_and_prints_it_again(string text)
    {
        EnvironmentName.Parse(text).ToString().Should().Be(text);
        EnvironmentName.TryParse(text, out var name).Should().BeTrue();
        name!.Value.Should().Be(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("-a")]
    [InlineData(".a")]
    [InlineData("dev\n")]
    public static void Refuses_anything_else(string? text)
    {
        EnvironmentName.TryParse(text, out var name).Should().BeFalse();
        name.Should().BeNull();
    }

    [Fact]
    public static void Says_what_an_environment_name_is()
    {
        var parse = () => EnvironmentName.Parse("a/b");

        parse
            .Should()
            .Throw<FormatException>()
            .WithMessage("'a/b' is not an environment name. It is one path segment *");
    }
}

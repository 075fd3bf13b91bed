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
    public static void Rejects_invalid_names(string? text)
    {
        EnvironmentName.TryParse(text, out var name).Should().BeFalse();
        name.Should().BeNull();
    }

    [Fact]
    public static void The_message_has_the_valid_form()
    {
        var parse = () => EnvironmentName.Parse("a/b");

        parse
            .Should()
            .Throw<FormatException>()
            .WithMessage("'a/b' is not a valid environment name. Expected a path segment *");
    }
}

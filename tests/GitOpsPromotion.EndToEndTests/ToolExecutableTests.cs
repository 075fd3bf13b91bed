using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

public static class ToolExecutableTests
{
    private static readonly string Folder = AppContext.BaseDirectory;

    [Fact]
    public static void Is_built_with_the_tests() =>
        File.Exists(ToolExecutable.Find(value: null, Folder)).Should().BeTrue();

    [Fact]
    public static void Can_be_set_to_another_one()
    {
        var built = ToolExecutable.Find(value: null, Folder);

        ToolExecutable.Find(built, "elsewhere").Should().Be(built);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gitops-promotion")]
    [InlineData("/nowhere/gitops-promotion")]
    public static void Must_be_the_full_path_of_a_file(string value) =>
        FluentActions
            .Invoking(() => ToolExecutable.Find(value, Folder))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage($"GITOPS_PROMOTION_EXECUTABLE is set to '{value}', which is not the full path of a file.");

    [Fact]
    public static void Must_have_the_name_of_the_tool() =>
        FluentActions
            .Invoking(() => ToolExecutable.Find(Path.Combine(Folder, "gitconfig"), Folder))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*must be gitops-promotion.");

    [Fact]
    public static void Must_be_a_file() =>
        FluentActions
            .Invoking(() => ToolExecutable.Find(Folder, Folder))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*not the full path of a file*");
}

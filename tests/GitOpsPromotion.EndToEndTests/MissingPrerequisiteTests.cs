using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Missing prerequisites of the tool.</summary>
public sealed class MissingPrerequisiteTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Reports_a_folder_that_does_not_exist() =>
        (await site.RunAsync("list", "--sourcedir", "nowhere"))
            .Expect(2)
            .Error.Should()
            .Contain("The folder 'nowhere' does not exist");

    [Fact]
    public async Task Reports_that_git_is_missing()
    {
        site.Tool.Variables["PATH"] = site.Folder;

        (await site.RunAsync("list")).Expect(3).Error.Should().Contain("Starting git failed").And.Contain("2.38");
    }
}

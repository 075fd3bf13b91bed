using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Ctrl+C, or a CI system that cancels the job.</summary>
[Trait("suite", "release")]
public sealed class InterruptTests
{
    [Fact]
    public async Task Ends_immediately_when_interrupted()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There is no SIGINT to send on Windows.");
        }

        using Site site = new();
        (await site.NewAsync("1.1.0")).Expect(0);
        site.Pull();
        (await site.RunAsync("promote")).Expect(0);
        var before = site.Refs;

        using var running = site.Tool.Start(
            site.Clone.Path,
            "status",
            "--branch",
            "promote/webshop-webui",
            "--verbose"
        );
        await running.SaysAsync("refs/gitops-promotion/statuses/");
        await running.InterruptAsync();
        var run = await running.EndAsync();

        run.Expect(130).Error.Should().Contain("interrupted");
        run.Output.Should().BeEmpty();
        site.Refs.Should().Be(before);
    }
}

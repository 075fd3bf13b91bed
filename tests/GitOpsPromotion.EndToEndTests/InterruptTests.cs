using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>A person or a CI system ends the tool.</summary>
public sealed class InterruptTests
{
    [Fact]
    public async Task Ends_at_once_when_interrupted()
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

using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Commands that are run again.</summary>
public sealed class RerunTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task New_changes_nothing_if_the_environment_has_the_version()
    {
        (await site.NewAsync("1.1.0")).Expect(0);
        var before = site.Refs;

        (await site.NewAsync("1.1.0"))
            .Expect(0)
            .Line.Should()
            .Be("nothing to do: environment dev already has webshop/webui version 1.1.0");

        site.Refs.Should().Be(before);
    }

    [Fact]
    public async Task New_changes_nothing_if_its_pull_request_is_open()
    {
        using Site byHand = new(Webshop.ByHand);
        var first = (await byHand.NewAsync("1.1.0")).Expect(0);
        var before = byHand.Refs;

        (await byHand.NewAsync("1.1.0")).Expect(0).Line.Should().Be(first.Line);

        byHand.Refs.Should().Be(before);
    }

    [Fact]
    public async Task Other_commands_change_nothing_when_run_again()
    {
        (await site.NewAsync("1.1.0")).Expect(0);
        site.Pull();
        await TwiceAsync("promote");
        await TwiceAsync("report", "--group", "webshop", "--environment", "dev", "--state", "success");
        await TwiceAsync("list");

        (await site.StatusAsync()).Expect(0);
        var merged = site.Refs;
        (await site.StatusAsync()).Expect(0).Line.Should().Be("pull request 2 was merged: nothing to check");
        site.Refs.Should().Be(merged);

        // The job of the older commit runs again after the next merge.
        (await site.RunAsync("promote"))
            .Expect(0)
            .Line.Should()
            .Be("nothing to do: environment qa already has webshop/webui version 1.1.0");
        site.Refs.Should().Be(merged);

        site.Pull();
        await TwiceAsync("promote");
        await TwiceAsync("report", "--group", "webshop", "--environment", "qa", "--state", "success");
        await TwiceAsync("status", "--branch", "promote/webshop-webui");

        (await site.MergeAsync("prod")).Expect(0);
        merged = site.Refs;
        (await site.MergeAsync("prod"))
            .Expect(0)
            .Line.Should()
            .Be(
                $"nothing to do: pull request 3 is already merged as commit {site.Tip}: environment prod has webshop/webui version 1.1.0"
            );
        site.Refs.Should().Be(merged);
    }

    private async Task TwiceAsync(params string[] arguments)
    {
        var first = (await site.RunAsync(arguments)).Expect(0);
        var before = site.Refs;

        (await site.RunAsync(arguments)).Expect(0).Output.Should().Be(first.Output);

        site.Refs.Should().Be(before);
    }
}

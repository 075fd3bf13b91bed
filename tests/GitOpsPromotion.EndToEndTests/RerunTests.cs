using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Commands that are run again.</summary>
[Trait("suite", "release")]
public sealed class RerunTests : IDisposable
{
    private readonly Site site = new(
        """
        status_timeout_minutes: 1
        environments:
          - {name: dev, auto: false}
          - {name: qa, auto: true}

        """
    );

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Commands_change_nothing_when_run_again()
    {
        await TwiceAsync("new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0");

        (await site.MergeAsync("dev")).Expect(0);
        await UnchangedAsync(
            $"nothing to do: pull request 1 is already merged as commit {site.Tip}: environment dev has webshop/webui version 1.1.0",
            "merge",
            "--group",
            "webshop",
            "--app",
            "webui",
            "--environment",
            "dev"
        );

        site.Pull();
        await TwiceAsync("promote");
        await TwiceAsync("report", "--group", "webshop", "--environment", "dev", "--state", "success");

        (await site.StatusAsync()).Expect(0);
        await UnchangedAsync("pull request 2 was merged: nothing to check", "status", "--branch", Webshop.Branch);

        // The job of the older commit runs again after the next merge.
        await UnchangedAsync("nothing to do: environment qa already has webshop/webui version 1.1.0", "promote");
    }

    private async Task TwiceAsync(params string[] arguments) =>
        await UnchangedAsync((await site.RunAsync(arguments)).Expect(0).Line, arguments);

    private async Task UnchangedAsync(string line, params string[] arguments)
    {
        var before = site.Refs;

        (await site.RunAsync(arguments)).Expect(0).Line.Should().Be(line);

        site.Refs.Should().Be(before);
    }
}

using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Serving;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Cli;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>Each fault of a forge in each command: it recovers, or reports it with exit code 3; run again, all is right.</summary>
/// <remarks>
/// One version takes all commands one after the other. The forges share the kinds of faults, as they share the HTTP client. What a fault means is decided by the planner and the HTTP client, whose
/// tests have tables of it.
/// </remarks>
[Trait("suite", "release")]
public abstract class ForgeFaultScenarios
{
    private static readonly Dictionary<string, ForgeFault> Faults = new(StringComparer.Ordinal)
    {
        ["500"] = new ForgeFault.Answer(500),
        ["502 in HTML"] = new ForgeFault.Answer(502, "<html><body>Bad gateway</body></html>"),
        ["502 although it was done"] = new ForgeFault.Answer(502) { AfterTheWork = true },
        ["429 with a time to wait"] = new ForgeFault.Answer(429, "", ("Retry-After", "7")),
        ["dropped before it was done"] = new ForgeFault.Drop(),
        ["dropped after it was done"] = new ForgeFault.Drop { AfterTheWork = true },
    };

    protected abstract Task<ForgeSite> StartAsync();

    /// <summary>Each different request fails the first time that it is made.</summary>
    protected Task RecoversAsync(string fault) => RecoversAsync(Faults[fault]);

    protected async Task RecoversAsync(ForgeFault fault, Predicate<ForgeRequest>? where = null)
    {
        HashSet<string> failed = [];
        await EachCommandAsync(
            async (shop, command) =>
            {
                shop.Site.Faults.Next(fault, times: 100, request => IsFirst(request, command));

                var run = await ShopCommand.RunAsync(shop, command);

                run.ExitCode.Should().BeOneOf([ExitCode.Done, ExitCode.Unavailable], run.AllOutput);
                if (where is null)
                {
                    failed
                        .Should()
                        .Contain(request => request.StartsWith(command, StringComparison.Ordinal), "it sends requests");
                }

                if (run.ExitCode is ExitCode.Unavailable)
                {
                    SaysWhy(run);
                }

                return run.ExitCode is ExitCode.Done;
            }
        );
        failed.Should().NotBeEmpty();

        bool IsFirst(ForgeRequest request, string command)
        {
            lock (failed)
            {
                return !request.IsGit
                    && where?.Invoke(request) is not false
                    && failed.Add($"{command} {request.Method} {request.Path} {request.Body}");
            }
        }
    }

    [Fact]
    public Task Reports_that_the_forge_is_unavailable() => FailsAsync(request => !request.IsGit, "503");

    [Fact]
    public Task Reports_that_the_server_of_the_repository_is_unavailable() =>
        FailsAsync(request => request.IsGit, "503");

    [Fact]
    public Task Gives_up_if_the_forge_does_not_answer() => GivesUpAsync(request => !request.IsGit);

    [Fact]
    public Task Gives_up_if_the_server_of_the_repository_does_not_answer() => GivesUpAsync(request => request.IsGit);

    private Task FailsAsync(Predicate<ForgeRequest> where, string reason) =>
        EachCommandAsync(
            async (shop, command) =>
            {
                shop.Site.Faults.Next(new ForgeFault.Answer(503), times: 1000, where);

                var run = (await ShopCommand.RunAsync(shop, command)).Expect(ExitCode.Unavailable);

                SaysWhy(run);
                run.Error.Should().Contain(reason);
                return false;
            }
        );

    private Task GivesUpAsync(Predicate<ForgeRequest> where) =>
        EachCommandAsync(
            async (shop, command) =>
            {
                shop.Site.Faults.Next(new ForgeFault.Hang(), times: 1000, where);
                shop.Timeout = "150ms";

                var run = (await ShopCommand.RunAsync(shop, command)).Expect(ExitCode.Unavailable);

                SaysWhy(run);
                run.Error.Should().Contain("Timed out after ").And.Contain("--timeout");
                shop.Timeout = null;
                return false;
            }
        );

    [Fact]
    public Task Reports_that_a_push_was_rejected() =>
        AutomaticAsync(
            ["new", "promote"],
            async (shop, command) =>
            {
                shop.Site.Faults.Next(new ForgeFault.RejectPush("Pushes are frozen."), times: 1);

                (await ShopCommand.RunAsync(shop, command))
                    .Expect(ExitCode.Failed)
                    .Error.Should()
                    .Contain("Pushes are frozen.");
                return false;
            }
        );

    [Fact]
    public async Task Status_ends_at_its_own_deadline_whatever_the_rate_limit_of_the_forge()
    {
        await using ShopHere shop = new(
            await StartAsync(),
            """
            status_timeout_minutes: "50s"
            environments:
              - {name: dev, auto: true}
              - {name: qa, auto: true}

            """
        );
        await shop.BringToQaAsync();
        shop.Site.Faults.Next(
            new ForgeFault.Answer(429, "", ("Retry-After", "100")),
            times: 1,
            request => !request.IsGit && request.Path.Contains("/status", StringComparison.Ordinal)
        );

        var run = (await ShopCommand.RunAsync(shop, "status")).Expect(ExitCode.Unavailable);

        SaysWhy(run);
        run.Error.Should().Contain("it resets at");
    }

    private static void SaysWhy(InProcessTool run)
    {
        run.Error.Split('\n').Should().ContainSingle(line => line.StartsWith("error: ", StringComparison.Ordinal));
        run.Error.Should().NotContain("   at ").And.NotContain("<html>");
    }

    /// <summary>Runs each command with a fault, and tests what it left behind.</summary>
    /// <param name="runAsync">Runs the command. Returns whether it succeeded.</param>
    private protected async Task EachCommandAsync(Func<ShopHere, string, Task<bool>> runAsync)
    {
        await AutomaticAsync(["new", "list", "report", "promote", "status"], runAsync);
        await using ShopHere shop = new(await StartAsync(), Webshop.ByHand);
        (await shop.NewAsync()).Expect(ExitCode.Done);
        await TestAsync(shop, "merge", runAsync);
    }

    private async Task AutomaticAsync(string[] commands, Func<ShopHere, string, Task<bool>> runAsync)
    {
        await using ShopHere shop = new(await StartAsync());
        shop.Site.RequireCheck();
        foreach (var command in commands)
        {
            if (command is "promote")
            {
                (await shop.CheckAsync()).Expect(ExitCode.Done);
                shop.Site.CheckOut(shop.Clone);
            }
            else if (command is "status")
            {
                shop.Reconcile("dev");
            }

            await TestAsync(shop, command, runAsync);
        }
    }

    private static async Task TestAsync(ShopHere shop, string command, Func<ShopHere, string, Task<bool>> runAsync)
    {
        var done = await runAsync(shop, command);
        shop.Site.Faults.Clear();
        await ShopCommand.IsRightAsync(shop, command, done);
    }
}

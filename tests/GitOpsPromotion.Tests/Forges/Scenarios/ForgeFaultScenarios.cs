using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Serving;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Cli;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>Each fault of a forge in each command: it gets over it, or says so with exit code 3; run again, all is right.</summary>
[Trait("suite", "release")]
public abstract class ForgeFaultScenarios
{
    public static MatrixTheoryData<string, string> EachFaultInEachCommand => new(Commands, Faults.Keys);

    public static TheoryData<string> EachCommand => [.. Commands];

    private static readonly string[] Commands = ["new", "promote", "status", "list", "merge", "report"];

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

    /// <summary>Each different request goes wrong the first time that it is made.</summary>
    [Theory]
    [MemberData(nameof(EachFaultInEachCommand))]
    public Task Gets_over_a_request_that_goes_wrong_once(string command, string fault) =>
        GetsOverAsync(command, Faults[fault]);

    protected async Task GetsOverAsync(string command, ForgeFault fault, Predicate<ForgeRequest>? where = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        await using var shop = await PrepareAsync(command);
        HashSet<string> seen = [];
        shop.Site.Faults.Next(
            fault,
            times: 100,
            request =>
            {
                lock (seen)
                {
                    return !request.IsGit
                        && where?.Invoke(request) is not false
                        && seen.Add($"{request.Method} {request.Path} {request.Body}");
                }
            }
        );

        var run = await RunAsync(shop, command);

        run.ExitCode.Should().BeOneOf([ExitCode.Done, ExitCode.Unavailable], run.AllOutput);
        seen.Should().NotBeEmpty();
        if (run.ExitCode is ExitCode.Unavailable)
        {
            SaysWhy(run);
        }

        shop.Site.Faults.Clear();
        await IsRightAsync(shop, command, done: run.ExitCode is ExitCode.Done);
    }

    [Theory]
    [MemberData(nameof(EachCommand))]
    public async Task Says_that_the_forge_cannot_be_reached(string command)
    {
        await using var shop = await PrepareAsync(command);
        shop.Site.Faults.Next(new ForgeFault.Answer(503), times: 1000, request => !request.IsGit);

        var run = (await RunAsync(shop, command)).Expect(ExitCode.Unavailable);

        SaysWhy(run);
        run.Error.Should().Contain("503");
        shop.Site.Faults.Clear();
        await IsRightAsync(shop, command, done: false);
    }

    [Theory]
    [MemberData(nameof(EachCommand))]
    public async Task Says_that_the_server_of_the_repository_cannot_be_reached(string command)
    {
        await using var shop = await PrepareAsync(command);
        shop.Site.Faults.Next(new ForgeFault.Answer(503), times: 1000, request => request.IsGit);

        SaysWhy((await RunAsync(shop, command)).Expect(ExitCode.Unavailable));

        shop.Site.Faults.Clear();
        await IsRightAsync(shop, command, done: false);
    }

    [Theory]
    [MemberData(nameof(EachCommand))]
    public Task Gives_up_a_forge_that_does_not_answer(string command) =>
        GivesUpAsync(command, request => !request.IsGit);

    [Theory]
    [MemberData(nameof(EachCommand))]
    public Task Gives_up_a_server_of_the_repository_that_does_not_answer(string command) =>
        GivesUpAsync(command, request => request.IsGit);

    [Theory]
    [InlineData("new")]
    [InlineData("promote")]
    public async Task Says_that_a_push_was_rejected(string command)
    {
        await using var shop = await PrepareAsync(command);
        shop.Site.Faults.Next(new ForgeFault.RejectPush("Pushes are frozen."), times: 1);

        (await RunAsync(shop, command)).Expect(ExitCode.Failed).Error.Should().Contain("Pushes are frozen.");

        await IsRightAsync(shop, command, done: false);
    }

    private async Task GivesUpAsync(string command, Predicate<ForgeRequest> silent)
    {
        await using var shop = await PrepareAsync(command);
        shop.Site.Faults.Next(new ForgeFault.Hang(), times: 1000, silent);
        shop.Timeout = "150ms";

        var run = (await RunAsync(shop, command)).Expect(ExitCode.Unavailable);

        SaysWhy(run);
        run.Error.Should().Contain("Timed out after ").And.Contain("--timeout");
        shop.Site.Faults.Clear();
        shop.Timeout = null;
        await IsRightAsync(shop, command, done: false);
    }

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

        var run = (await RunAsync(shop, "status")).Expect(ExitCode.Unavailable);

        SaysWhy(run);
        run.Error.Should().Contain("it resets at");
    }

    private static void SaysWhy(InProcessTool run)
    {
        run.Error.Split('\n').Should().ContainSingle(line => line.StartsWith("error: ", StringComparison.Ordinal));
        run.Error.Should().NotContain("   at ").And.NotContain("<html>");
    }

    /// <summary>A shop in which the command has something to do.</summary>
    private protected async Task<ShopHere> PrepareAsync(string command)
    {
        ShopHere shop = new(
            await StartAsync(),
            command is "merge" or "list" or "report" ? Webshop.ByHand : Webshop.PerApp
        );
        switch (command)
        {
            case "promote":
                shop.Site.RequireCheck();
                (await shop.NewAsync()).Expect(ExitCode.Done);
                (await shop.CheckAsync()).Expect(ExitCode.Done);
                shop.Site.CheckOut(shop.Clone);
                break;
            case "status":
                await shop.BringToQaAsync();
                shop.Reconcile("dev");
                break;
            case "merge" or "list":
                (await shop.NewAsync()).Expect(ExitCode.Done);
                break;
            default:
                shop.Site.RequireCheck();
                break;
        }

        return shop;
    }

    private protected static Task<InProcessTool> RunAsync(ShopHere shop, string command) =>
        command switch
        {
            "new" => shop.NewAsync(),
            "promote" => shop.RunAsync("promote"),
            "status" => shop.RunAsync("status", "--branch", Webshop.Branch),
            "merge" => shop.MergeAsync("dev"),
            "report" => shop.RunAsync(
                "report",
                "--group",
                "webshop",
                "--environment",
                "dev",
                "--state",
                "success",
                "--commit",
                shop.First
            ),
            _ => shop.RunAsync("list"),
        };

    /// <summary>One pull request for each promotion, nothing lost, nothing merged that should not be.</summary>
    private protected static async Task IsRightAsync(ShopHere shop, string command, bool done)
    {
        // What was merged although it did not look so is merged: nothing is open to check, or to merge, any more.
        if (
            command is not ("status" or "merge")
            || (!done && shop.Site.PullRequests.Any(pullRequest => pullRequest.IsOpen))
        )
        {
            (await RunAsync(shop, command)).Expect(ExitCode.Done);
        }

        var pullRequests = shop.Site.PullRequests;
        switch (command)
        {
            case "new":
                pullRequests.Should().ContainSingle().Which.AutoMerge.Should().BeTrue();
                shop.Tip.Should().Be(shop.First);
                shop.Changed(shop.First, Webshop.Branch).Should().Equal(Webshop.Dev);
                break;
            case "promote":
                pullRequests.Should().HaveCount(2);
                pullRequests[0].IsMerged.Should().BeTrue();
                pullRequests[1]
                    .Should()
                    .Match<SitePullRequest>(pullRequest => pullRequest.IsOpen && pullRequest.AutoMerge);
                shop.Changed("main", Webshop.Branch).Should().Equal(Webshop.Qa);
                break;
            case "status":
                pullRequests.Should().HaveCount(2).And.OnlyContain(pullRequest => pullRequest.IsMerged);
                shop.Changed(shop.First, "main").Should().Equal(Webshop.Dev, Webshop.Qa);
                break;
            case "merge":
                pullRequests.Should().ContainSingle().Which.IsMerged.Should().BeTrue();
                shop.Changed(shop.First, "main").Should().Equal(Webshop.Dev);
                break;
            default:
                shop.Tip.Should().Be(shop.First);
                break;
        }
    }
}

using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>Commands that run again, and many at once, on any forge.</summary>
[Trait("suite", "release")]
public abstract class ForgeReruns
{
    protected abstract Task<ForgeSite> StartAsync();

    [Fact]
    public async Task Goes_on_after_a_person_has_merged_on_the_web_page()
    {
        await using ShopHere shop = new(await StartAsync(), Webshop.ByHand);
        (await shop.NewAsync()).Expect(ExitCode.Done);
        await shop.Site.MergeAsPersonAsync(shop.Site.FindOpen(Webshop.Branch)!.Number);

        (await shop.PromoteAsync()).Expect(ExitCode.Done);

        shop.Site.FindOpen(Webshop.Branch)!.Title.Should().Be("Promote webshop/webui version 1.1.0 to environment qa");
    }

    [Fact]
    public async Task Changes_nothing_when_a_command_runs_again()
    {
        await using ShopHere shop = new(await StartAsync());
        await shop.BringToQaAsync();
        shop.Reconcile("dev", "failure");
        var (refs, pullRequests) = (Refs(shop), shop.Site.PullRequests);

        (await shop.PromoteAsync()).Expect(ExitCode.Done);
        (await shop.NewAsync()).Expect(ExitCode.Done).Line.Should().StartWith("nothing to do");
        (await shop.RunAsync("list")).Expect(ExitCode.Done).Output.Should().Contain("1.1.0");

        Refs(shop).Should().Be(refs);
        shop.Site.PullRequests.Should().Equal(pullRequests);
    }

    [Fact]
    public async Task Does_not_take_a_commit_without_a_pull_request_for_a_promotion()
    {
        await using ShopHere shop = new(await StartAsync());

        (await shop.PromoteAsync())
            .Expect(ExitCode.Done)
            .Line.Should()
            .Be("skipping promotion as commit does not originate from PR");

        shop.Site.PullRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task Starts_many_apps_at_once_and_loses_none()
    {
        await using ShopHere shop = new(await StartAsync());
        var manifest = string.Concat(
            Apps().Select(app => $"{app}: \"1.0.0\" # {{\"$imagepolicy\": \"webshop:{app}:tag\"}}\n")
        );
        shop.Site.Remote.Commit("main", ("webshop/dev/apps.yaml", manifest));
        shop.Site.RequireCheck();

        var runs = await Task.WhenAll(
            Apps().Select(app => shop.RunAsync("new", "--group", "webshop", "--app", app, "--tag", "2.0.0"))
        );

        foreach (var run in runs)
        {
            run.Expect(ExitCode.Done).Line.Should().StartWith("created branch promote/webshop-app-");
        }

        shop.Site.PullRequests.Should().HaveCount(Apps().Length).And.OnlyContain(pullRequest => pullRequest.AutoMerge);

        static string[] Apps() => [.. Enumerable.Range(1, 6).Select(number => $"app-{number}")];
    }

    [Fact]
    public async Task Starts_one_version_many_times_at_once_and_opens_one_pull_request()
    {
        await using ShopHere shop = new(await StartAsync(), Webshop.ByHand);

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.NewAsync()));

        foreach (var run in runs)
        {
            run.Expect(ExitCode.Done);
        }

        shop.Site.PullRequests.Should().ContainSingle().Which.IsOpen.Should().BeTrue();
        shop.Changed(shop.First, Webshop.Branch).Should().Equal(Webshop.Dev);
    }

    private static string Refs(ShopHere shop) => shop.Site.Remote.Git("for-each-ref", "refs/heads");
}

using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>Nothing is merged automatically that must not be, on any forge.</summary>
[Trait("suite", "release")]
public abstract class ForgeSafety
{
    protected abstract Task<ForgeSite> StartAsync();

    [Fact]
    public async Task Switches_auto_merge_off_when_an_environment_becomes_one_that_waits_for_a_person()
    {
        await using ShopHere shop = new(await StartAsync());
        await shop.BringToQaAsync();
        var before = shop.Site.FindOpen(Webshop.Branch)!;
        before.AutoMerge.Should().BeTrue();
        shop.Site.Remote.Commit(
            "main",
            (
                "gitops-promotion.yaml",
                Webshop.PerApp.Replace("qa\n    auto: true", "qa\n    auto: false", StringComparison.Ordinal)
            )
        );

        // The job of the merge to dev runs once more: the commit at HEAD is the merge.
        (await shop.RunAsync("promote")).Expect(ExitCode.Done);

        var after = shop.Site.FindOpen(Webshop.Branch)!;
        after.Number.Should().Be(before.Number);
        after.AutoMerge.Should().BeFalse();
        shop.Reconcile("dev");
        var tip = shop.Tip;
        (await shop.CheckAsync()).Expect(ExitCode.Done);
        shop.Tip.Should().Be(tip);
        shop.Site.FindOpen(Webshop.Branch).Should().Be(after);
    }

    [Fact]
    public async Task Leaves_the_pull_request_and_fails_where_no_check_is_demanded_that_it_could_wait_for()
    {
        await using ShopHere shop = new(await StartAsync());
        (await shop.NewAsync()).Expect(ExitCode.Done);
        var inDev = shop.Tip;
        shop.Changed(shop.First, inDev).Should().Equal([Webshop.Dev], "dev has nothing to wait for");

        var run = (await shop.PromoteAsync()).Expect(ExitCode.Failed);

        var open = shop.Site.FindOpen(Webshop.Branch)!;
        open.AutoMerge.Should().BeFalse();
        run.Error.Should().Contain($"ull request {open.Number}").And.Contain("hint:");
        shop.Tip.Should().Be(inDev);
    }

    [Fact]
    public async Task Says_that_no_token_is_set()
    {
        await using ShopHere shop = new(await StartAsync());
        shop.Variables.Clear();

        (await shop.NewAsync())
            .Expect(ExitCode.Unavailable)
            .Error.Should()
            .Contain("hint: No token is set. Set GITOPS_PROMOTION_TOKEN or ");
    }

    [Fact]
    public async Task Waits_for_the_check_of_a_newer_version()
    {
        await using ShopHere shop = new(await StartAsync());
        await shop.BringToQaAsync();
        shop.Reconcile("dev");

        // Version 1.2.0 takes the branch, and with it the pull request, before the check of 1.1.0 runs.
        (await shop.NewAsync("1.2.0")).Expect(ExitCode.Done);

        var tip = shop.Tip;
        shop.Site.PullRequests.Where(pullRequest => pullRequest.IsOpen)
            .Should()
            .ContainSingle()
            .Which.Title.Should()
            .Be("Promote webshop/webui version 1.2.0 to environment dev");
        (await shop.CheckAsync()).Expect(ExitCode.Done).Line.Should().Contain("dev is the first environment");
        shop.Changed(tip, shop.Tip).Should().Equal(Webshop.Dev);
        shop.Held(Webshop.Dev).Should().Be(Webshop.With("1.2.0").TrimEnd());
        shop.Held(Webshop.Qa).Should().Be(Webshop.Manifest.TrimEnd());
    }

    [Fact]
    public async Task Reads_a_state_that_is_longer_than_lists_of_pull_requests_show()
    {
        await using ShopHere shop = new(await StartAsync());
        string app = new('a', 80);
        string tag = new('1', 128);
        var digest = $"sha512:{new string('d', 128)}";
        var manifest = $"image: registry.example.com/app:1 # {{\"$imagepolicy\": \"webshop:{app}\"}}\n";
        shop.Site.Remote.Commit("main", ("webshop/dev/long.yaml", manifest), ("webshop/qa/long.yaml", manifest));
        shop.Site.RequireCheck();
        var branch = $"promote/webshop-{app}";

        (await shop.RunAsync("new", "--group", "webshop", "--app", app, "--tag", tag, "--digest", digest)).Expect(
            ExitCode.Done
        );
        (await shop.CheckAsync(branch)).Expect(ExitCode.Done);
        (await shop.PromoteAsync()).Expect(ExitCode.Done);

        var body = shop.Site.FindOpen(branch)!.Body;
        body.IndexOf(" -->", StringComparison.Ordinal).Should().BeGreaterThan(400);
        body.Should().Contain(digest);
        shop.Site.Remote.Read(branch, "webshop/qa/long.yaml").Should().Contain($"app:{tag}@{digest} #");
    }

    [Fact]
    public async Task Finds_its_own_pull_request_in_a_crowd()
    {
        await using ShopHere shop = new(await StartAsync(), Webshop.ByHand);
        shop.Site.Crowd(open: 60, closed: 0);
        (await shop.NewAsync()).Expect(ExitCode.Done);
        var number = shop.Site.FindOpen(Webshop.Branch)!.Number;
        shop.Site.Crowd(open: 0, closed: 300);
        shop.Clone.Git(
            "config",
            $"http.{shop.Site.Url.GetLeftPart(UriPartial.Authority)}/.extraheader",
            "AUTHORIZATION: basic bGVmdDpvdmVy"
        );

        (await shop.NewAsync("1.2.0")).Expect(ExitCode.Done);
        shop.Site.FindOpen(Webshop.Branch)!.Number.Should().Be(number);
        (await shop.RunAsync("list")).Expect(ExitCode.Done).Output.Should().Contain($"PR {number}: 1.2.0");
        (await shop.CheckAsync()).Expect(ExitCode.Done);
        (await shop.MergeAsync("dev")).Expect(ExitCode.Done);
        (await shop.PromoteAsync()).Expect(ExitCode.Done);

        shop.Site.FindOpen(Webshop.Branch)!.Title.Should().Be("Promote webshop/webui version 1.2.0 to environment qa");
    }
}

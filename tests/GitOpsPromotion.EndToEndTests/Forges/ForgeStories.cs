using FluentAssertions;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests.Forges;

/// <summary>One version on its way to production, on every forge.</summary>
public abstract class ForgeStories
{
    protected abstract Task<ForgeSite> StartAsync();

    [Theory]
    [InlineData(false, MergeStyle.Merge)]
    [InlineData(true, MergeStyle.Squash)]
    [InlineData(false, MergeStyle.Rebase)]
    public async Task Takes_a_version_to_production(bool perEnvironment, MergeStyle style)
    {
        await using ForgeShop shop = new(await StartAsync(), perEnvironment ? Webshop.PerEnvironment : Webshop.PerApp);
        shop.Site.RequireCheck();
        shop.Site.AllowOnly(style);

        // dev: merges by itself when its check, which has nothing to wait for, has passed.
        var dev = BranchOf("dev");
        var created = (await shop.NewAsync()).Expect(0);
        var opened = shop.Site.FindOpen(dev)!;
        created
            .Line.Should()
            .Be($"created branch {dev} with pull request {opened.Number} on commit {shop.Site.Remote.Resolve(dev)}");
        opened.AutoMerge.Should().BeTrue();
        opened.Title.Should().Be("Promote webshop/webui version 1.1.0 to environment dev");
        opened.Body.Should().StartWith(Metadata("dev", shop.First));
        shop.Tip.Should().Be(shop.First);
        (await shop.CheckAsync(dev)).Expect(0).Line.Should().Contain("dev is the first environment");
        var inDev = shop.Tip;
        shop.Changed(shop.First, inDev).Should().Equal(Webshop.Dev);

        // qa: merges by itself when dev runs the version well.
        var qa = BranchOf("qa");
        (await shop.PromoteAsync()).Expect(0).Line.Should().StartWith($"created branch {qa} with pull request ");
        shop.Site.FindOpen(qa)!.AutoMerge.Should().BeTrue();
        shop.Site.FindOpen(qa)!.Body.Should().StartWith(Metadata("qa", inDev));
        shop.Reconcile("dev");
        (await shop.CheckAsync(qa))
            .Expect(0)
            .Line.Should()
            .Be($"successful reconciliation for webshop-dev found on {inDev}");
        var inQa = shop.Tip;
        shop.Changed(inDev, inQa).Should().Equal(Webshop.Qa);

        // prod: waits for a person, whatever the check says.
        var prod = BranchOf("prod");
        (await shop.PromoteAsync()).Expect(0).Line.Should().StartWith($"created branch {prod} with pull request ");
        var waiting = shop.Site.FindOpen(prod)!;
        waiting.AutoMerge.Should().BeFalse();
        waiting.Body.Should().StartWith(Metadata("prod", inQa));
        shop.Reconcile("qa");
        (await shop.CheckAsync(prod)).Expect(0);
        shop.Tip.Should().Be(inQa);
        shop.Site.FindOpen(prod).Should().Be(waiting);
        (await shop.MergeAsync("prod"))
            .Expect(0)
            .Line.Should()
            .Be(
                $"merged pull request {waiting.Number} on commit {shop.Tip}: environment prod has webshop/webui version 1.1.0"
            );
        shop.Changed(inQa, shop.Tip).Should().Equal(Webshop.Prod);

        // The end: one pull request for each environment, and the version is all that changed.
        (await shop.PromoteAsync())
            .Expect(0)
            .Line.Should()
            .Be("no next environment to promote to");
        shop.Site.PullRequests.Should().HaveCount(3).And.OnlyContain(pullRequest => pullRequest.IsMerged);
        foreach (var manifest in (string[])[Webshop.Dev, Webshop.Qa, Webshop.Prod])
        {
            shop.Held(manifest).Should().Be(Webshop.With("1.1.0").TrimEnd());
        }

        shop.Changed(shop.First, shop.Tip).Should().Equal(Webshop.Dev, Webshop.Prod, Webshop.Qa);
        shop.Site.Remote.Git("for-each-ref", "--format=%(refname)", "refs/heads").Should().Be("refs/heads/main");

        string BranchOf(string environment) =>
            perEnvironment ? $"promote/{environment}/webshop-webui" : "promote/webshop-webui";
    }

    [Fact]
    public async Task Goes_on_after_a_person_has_merged_on_the_web_page()
    {
        await using ForgeShop shop = new(await StartAsync(), Webshop.ByHand);
        (await shop.NewAsync()).Expect(0);
        await shop.Site.MergeAsPersonAsync(shop.Site.FindOpen(Webshop.Branch)!.Number);

        (await shop.PromoteAsync()).Expect(0);

        shop.Site.FindOpen(Webshop.Branch)!.Title.Should().Be("Promote webshop/webui version 1.1.0 to environment qa");
    }

    [Fact]
    public async Task Changes_nothing_when_a_command_runs_again()
    {
        await using ForgeShop shop = new(await StartAsync());
        await shop.BringToQaAsync();
        shop.Reconcile("dev", "failure");
        var (refs, pullRequests) = (Refs(shop), shop.Site.PullRequests);

        (await shop.PromoteAsync()).Expect(0);
        (await shop.NewAsync()).Expect(0).Line.Should().StartWith("nothing to do");
        (await shop.RunAsync("list")).Expect(0).Output.Should().Contain("1.1.0");

        Refs(shop).Should().Be(refs);
        shop.Site.PullRequests.Should().Equal(pullRequests);
    }

    [Fact]
    public async Task Does_not_take_a_commit_without_a_pull_request_for_a_promotion()
    {
        await using ForgeShop shop = new(await StartAsync());

        (await shop.PromoteAsync())
            .Expect(0)
            .Line.Should()
            .Be("skipping promotion as commit does not originate from PR");

        shop.Site.PullRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task Starts_many_apps_at_once_and_loses_none()
    {
        await using ForgeShop shop = new(await StartAsync());
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
            run.Expect(0).Line.Should().StartWith("created branch promote/webshop-app-");
        }

        shop.Site.PullRequests.Should().HaveCount(Apps().Length).And.OnlyContain(pullRequest => pullRequest.AutoMerge);

        static string[] Apps() => [.. Enumerable.Range(1, 6).Select(number => $"app-{number}")];
    }

    [Fact]
    public async Task Starts_one_version_many_times_at_once_and_opens_one_pull_request()
    {
        await using ForgeShop shop = new(await StartAsync(), Webshop.ByHand);

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.NewAsync()));

        foreach (var run in runs)
        {
            run.Expect(0);
        }

        shop.Site.PullRequests.Should().ContainSingle().Which.IsOpen.Should().BeTrue();
        shop.Changed(shop.First, Webshop.Branch).Should().Equal(Webshop.Dev);
    }

    private static string Refs(ForgeShop shop) => shop.Site.Remote.Git("for-each-ref", "refs/heads");

    private static string Metadata(string environment, string sha) =>
        $$"""<!-- metadata = {"group":"webshop","app":"webui","tag":"1.1.0","env":"{{environment}}","sha":"{{sha}}","feature":"","type":"promote"} -->""";
}

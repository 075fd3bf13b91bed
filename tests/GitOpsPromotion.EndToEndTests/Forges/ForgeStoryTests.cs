using FluentAssertions;
using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.EndToEndTests.Forges;

/// <summary>Promotes one version to production, on every forge.</summary>
public abstract class ForgeStoryTests
{
    protected abstract Task<ForgeSite> StartAsync();

    protected async Task PromotesAsync(bool perEnvironment, MergeStyle style)
    {
        await using ForgeTool shop = new(await StartAsync(), perEnvironment ? Webshop.PerEnvironment : Webshop.PerApp);
        shop.Site.RequireCheck();
        shop.Site.AllowOnly(style);

        // dev: auto-merge after its check, which passes immediately.
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

        // qa: auto-merge when the version is healthy in dev.
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

        // prod: requires approval, even if the check has passed.
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
                $"merged pull request {waiting.Number} as commit {shop.Tip}: environment prod has webshop/webui version 1.1.0"
            );
        shop.Changed(inQa, shop.Tip).Should().Equal(Webshop.Prod);

        // One pull request for each environment, and only the version has changed.
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

    private static string Metadata(string environment, string sha) =>
        $$"""<!-- metadata = {"group":"webshop","app":"webui","tag":"1.1.0","env":"{{environment}}","sha":"{{sha}}","feature":"","type":"promote"} -->""";
}

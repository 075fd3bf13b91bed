using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Cli;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>Two promotions in flight, where GitHub requires branches to be up to date.</summary>
[Trait("suite", "release")]
public sealed class GitHubUpToDate
{
    private const string Cart = "promote/webshop-cart";

    [Fact]
    public async Task The_next_run_of_promote_brings_the_second_one_up_to_date()
    {
        var site = (GitHubSite)await GitHubSite.StartAsync();
        await using ShopHere shop = new(site, Webshop.ByHand);
        site.RequireCheck();
        site.RequireUpToDate();
        (await shop.NewAsync()).Expect(ExitCode.Done);
        (await shop.RunAsync("new", "--group", "webshop", "--app", "cart", "--tag", "7.2.0")).Expect(ExitCode.Done);
        (await shop.CheckAsync()).Expect(ExitCode.Done);
        (await shop.CheckAsync(Cart)).Expect(ExitCode.Done);
        (await shop.MergeAsync("dev")).Expect(ExitCode.Done);

        (await MergeCartAsync(shop))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("Run 'gitops-promotion promote' on the newest commit of main");
        (await shop.RunAsync("list")).Expect(ExitCode.Done).Output.Should().Contain("behind the default branch");
        (await shop.PromoteAsync())
            .Expect(ExitCode.Done)
            .Error.Should()
            .Contain("which was behind the default branch: Promote webshop/cart version 7.2.0 to environment dev");

        (await shop.CheckAsync(Cart)).Expect(ExitCode.Done);
        (await MergeCartAsync(shop)).Expect(ExitCode.Done);
        shop.Held(Webshop.Dev).Should().Contain("1.1.0").And.Contain("7.2.0");
    }

    private static Task<InProcessTool> MergeCartAsync(ShopHere shop) =>
        shop.RunAsync("merge", "--group", "webshop", "--app", "cart", "--environment", "dev");
}

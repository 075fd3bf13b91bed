using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>A check that must fail.</summary>
public abstract class ForgeCheck
{
    private const string Impatient = """
        status_timeout_minutes: "1s"
        environments:
          - {name: dev, auto: true}
          - {name: qa, auto: true}
          - {name: prod, auto: false}

        """;

    protected abstract Task<ForgeSite> StartAsync();

    /// <summary>The check fails, and nothing moves.</summary>
    private protected static async Task RefusesAsync(ShopHere shop, Func<string, string>? edit, params string[] reasons)
    {
        if (edit is not null)
        {
            shop.Site.EditDescription(shop.Site.FindOpen(Webshop.Branch)!.Number, edit);
        }

        var tip = shop.Tip;
        shop.Site.CheckOut(shop.Clone);

        var run = (await shop.RunAsync("status", "--branch", Webshop.Branch)).Expect(ExitCode.Failed);

        foreach (var reason in reasons)
        {
            run.Error.Should().Contain(reason);
        }

        shop.Tip.Should().Be(tip);
        shop.Site.FindOpen(Webshop.Branch).Should().NotBeNull();
    }

    private protected async Task<ShopHere> InQaAsync()
    {
        ShopHere shop = new(await StartAsync(), Impatient);
        await shop.BringToQaAsync();
        return shop;
    }
}

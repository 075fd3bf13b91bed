using FluentAssertions;
using GitOpsPromotion.Cli;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>The check cannot be fooled, on any forge.</summary>
public abstract class ForgeTampering
{
    private const string Impatient = """
        status_timeout_minutes: "1s"
        environments:
          - {name: dev, auto: true}
          - {name: qa, auto: true}
          - {name: prod, auto: false}

        """;

    protected abstract Task<ForgeSite> StartAsync();

    [Theory]
    [InlineData("\"tag\":\"1.1.0\"", "\"tag\":\"6.6.6\"", "version 6.6.6")]
    [InlineData("\"env\":\"qa\"", "\"env\":\"dev\"", "environment")]
    [InlineData("\"group\":\"webshop\"", "\"group\":\"other\"", "other:webui")]
    [InlineData("\"app\":\"webui\"", "\"app\":\"cart\"", "webshop:cart")]
    [InlineData("<!-- metadata", "<!-- meta", "does not begin with the metadata")]
    public async Task Does_not_believe_an_edited_description(string old, string edited, string reason)
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");

        await RefusesAsync(
            shop,
            body => body.Replace(old, edited, StringComparison.Ordinal),
            "does not match the repository",
            reason
        );
    }

    [Fact]
    public async Task Does_not_believe_a_commit_that_does_not_hold_the_version()
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");
        shop.Site.ReportAsController(shop.First, "kustomization/webshop-dev/1a2b3c4d", "success", "well");

        await RefusesAsync(
            shop,
            body => body.Replace(shop.Tip, shop.First, StringComparison.Ordinal),
            "does not match the repository",
            $"commit {shop.First[..7]}"
        );
    }

    [Fact]
    public async Task Does_not_believe_a_commit_of_another_branch()
    {
        await using var shop = await InQaAsync();
        var elsewhere = shop.Site.Remote.Commit("elsewhere", (Webshop.Dev, Webshop.With("1.1.0")));
        shop.Site.ReportAsController(elsewhere, "kustomization/webshop-dev/1a2b3c4d", "success", "well");

        await RefusesAsync(
            shop,
            body => body.Replace(shop.Tip, elsewhere, StringComparison.Ordinal),
            "does not match the repository",
            "not on branch 'main'"
        );
    }

    [Theory]
    [InlineData("ci")]
    [InlineData("kustomization/webshop-qa/1a2b3c4d")]
    [InlineData("kustomization/webshop-develop")]
    [InlineData("webshop-dev")]
    [InlineData("x/y/webshop-dev")]
    public async Task Does_not_take_the_status_of_another_context(string context)
    {
        await using var shop = await InQaAsync();
        shop.Site.ReportAsController(shop.Tip, context, "success", "reconciliation succeeded for webshop-dev");

        await RefusesAsync(shop, edit: null, "No status for webshop-dev was reported within 1 s");
    }

    [Theory]
    [InlineData("failure", "is failed on commit")]
    [InlineData("pending", "is pending on commit")]
    public async Task Does_not_pass_while_a_cluster_is_not_well(string state, string words)
    {
        await using var shop = await InQaAsync();
        shop.Site.ReportAsController(shop.Tip, "kustomization/webshop-dev/cafe", state, "rollout of webui");
        shop.Reconcile("dev");

        await RefusesAsync(shop, edit: null, $"kustomization/webshop-dev/cafe {words}", "(rollout of webui)");
    }

    [Fact]
    public async Task Does_not_pass_a_version_that_the_environment_before_no_longer_holds()
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");
        shop.Site.Remote.Commit("main", (Webshop.Dev, Webshop.With("1.2.0")));

        await RefusesAsync(shop, edit: null, "environment dev no longer holds version 1.1.0");
    }

    [Fact]
    public async Task Does_not_pass_a_branch_that_changes_another_environment()
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");
        shop.Site.Remote.Commit(Webshop.Branch, (Webshop.Prod, Webshop.With("1.1.0")));

        await RefusesAsync(shop, edit: null, "does not match the repository", Webshop.Prod);
    }

    /// <summary>The check fails, and nothing moves.</summary>
    private static async Task RefusesAsync(ShopHere shop, Func<string, string>? edit, params string[] reasons)
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

    private async Task<ShopHere> InQaAsync()
    {
        ShopHere shop = new(await StartAsync(), Impatient);
        await shop.BringToQaAsync();
        return shop;
    }
}

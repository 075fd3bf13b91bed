using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>The check passes only with statuses of the right commit and environment, on any forge.</summary>
[Trait("suite", "release")]
public abstract class ForgeGate : ForgeCheck
{
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

    [Fact]
    public async Task Ignores_the_statuses_of_other_contexts()
    {
        await using var shop = await InQaAsync();
        foreach (
            var context in new[]
            {
                "ci",
                "kustomization/webshop-qa/1a2b3c4d",
                "kustomization/webshop-develop",
                "webshop-dev",
                "x/y/webshop-dev",
            }
        )
        {
            shop.Site.ReportAsController(shop.Tip, context, "success", "reconciliation succeeded for webshop-dev");
        }

        await RefusesAsync(shop, edit: null, "No status for webshop-dev was reported within 1 s");
    }

    [Fact]
    public async Task Does_not_pass_while_one_cluster_of_several_is_not_healthy()
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");
        foreach (var (state, text) in new[] { ("failure", "failed on commit"), ("pending", "is pending on commit") })
        {
            shop.Site.ReportAsController(shop.Tip, "kustomization/webshop-dev/cafe", state, "rollout of webui");
            await RefusesAsync(shop, edit: null, $"kustomization/webshop-dev/cafe {text}", "(rollout of webui)");
        }
    }

    [Fact]
    public async Task Does_not_pass_a_version_that_was_reverted_in_the_environment_before()
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");
        shop.Site.Remote.Commit("main", (Webshop.Dev, Webshop.With("1.0.0")));

        await RefusesAsync(shop, edit: null, "environment dev no longer has version 1.1.0");
    }
}

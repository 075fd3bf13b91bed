using FluentAssertions;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class StartPromotionTests
{
    [Fact]
    public static async Task Sets_the_version_in_the_first_environment_and_merges_it()
    {
        await using var shop = await Shop.OpenAsync();

        var outcome = await shop.NewAsync("2.0");

        var opened = outcome.Should().BeOfType<PromotionOutcome.Opened>().Which;
        opened.Branch.Value.Should().Be("promote/webshop-webui");
        opened.PullRequest.State.Should().Be(PullRequestState.Merged);
        opened.Changes.Should().ContainSingle().Which.NewValue.Should().Be("2.0");
        shop.VersionIn("dev").Should().Be("2.0");
        shop.VersionIn("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Warns_if_a_digest_is_removed()
    {
        await using var shop = await Shop.OpenAsync();
        var image = $"ghcr.io/webshop/webui:1.0@sha256:{new string('a', 64)}";
        shop.Remote.Commit(
            "main",
            ("webshop/dev/job.yaml", $$"""image: {{image}} # {"$imagepolicy": "webshop:webui"}""" + "\n")
        );

        var outcome = await shop.NewAsync("2.0");

        outcome
            .Warnings.Should()
            .Equal(
                new PromotionWarning(
                    "the digest is removed, so 'ghcr.io/webshop/webui:2.0' is no longer pinned",
                    "webshop/dev/job.yaml",
                    1
                )
            );
    }

    [Fact]
    public static async Task Does_not_merge_into_a_first_environment_without_auto()
    {
        await using var shop = await Shop.OpenAsync(ShopStarts.DevManual);

        var opened = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        opened.PullRequest.State.Should().Be(PullRequestState.Open);
        opened.PullRequest.Title.Should().Be("Promote webshop/webui version 2.0 to environment dev");
        shop.VersionIn("dev").Should().Be("1.0");
    }

    [Fact]
    public static async Task Updates_its_open_pull_request()
    {
        await using var shop = await Shop.OpenAsync(ShopStarts.DevManual);
        var first = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        var second = (PromotionOutcome.Opened)await shop.NewAsync("3.0");

        second.PullRequest.Number.Should().Be(first.PullRequest.Number);
        second.PullRequest.Title.Should().Contain("version 3.0");
        second.Commit.Should().NotBe(first.Commit);
    }

    [Fact]
    public static async Task Changes_nothing_when_it_runs_again()
    {
        await using var shop = await Shop.OpenAsync(ShopStarts.DevManual);
        var first = (PromotionOutcome.Opened)await shop.NewAsync("2.0");
        var refs = shop.Remote.Git("for-each-ref");

        var second = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        second.Commit.Should().Be(first.Commit);
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Changes_nothing_if_the_environment_has_the_version()
    {
        await using var shop = await Shop.OpenAsync();
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.NewAsync("1.0");

        outcome.Should().BeOfType<PromotionOutcome.AlreadyPromoted>();
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Shows_its_plan_and_pushes_nothing_in_a_dry_run()
    {
        await using var shop = await Shop.OpenAsync();
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.NewAsync("2.0", dryRun: true);

        var planned = outcome.Should().BeOfType<PromotionOutcome.Planned>().Which;
        planned.Plan.Base.Should().Be(shop.Tip);
        planned
            .Diff.Should()
            .Contain("-newTag: \"1.0\" # {\"$imagepolicy\": \"webshop:webui:tag\"}")
            .And.Contain("+newTag: \"2.0\" # {\"$imagepolicy\": \"webshop:webui:tag\"}");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Uses_a_branch_per_environment_with_prflow_per_env()
    {
        await using var shop = await Shop.OpenAsync(Shop.PerEnvironment);

        var opened = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        opened.Branch.Value.Should().Be("promote/dev/webshop-webui");
        shop.VersionIn("dev").Should().Be("2.0");
    }

    [Fact]
    public static async Task Starts_from_the_configured_branch()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.SetRef("refs/heads/live", shop.Tip.Value);
        shop.Remote.Commit("live", ("gitops-promotion.yaml", "branch: live\n" + Shop.PerApp));
        shop.Remote.Commit("main", ("gitops-promotion.yaml", "branch: live\n" + Shop.PerApp));
        var main = shop.Remote.Resolve("main");

        await shop.NewAsync("2.0");

        shop.Remote.Resolve("main").Should().Be(main);
        shop.Remote.Read("live", "webshop/dev/app.yaml").Should().Contain("\"2.0\"");
    }
}

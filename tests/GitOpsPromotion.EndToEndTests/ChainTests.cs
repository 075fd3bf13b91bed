using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Promotes one version from <c>new</c> to production.</summary>
public sealed class ChainTests
{
    [Fact]
    public Task Promotes_a_version_from_new_to_production() =>
        PromotesAsync(Webshop.PerApp, "promote/webshop-webui", "promote/webshop-webui", "promote/webshop-webui");

    [Trait("suite", "release")]
    [Fact]
    public Task Promotes_a_version_on_a_branch_for_each_environment() =>
        PromotesAsync(
            Webshop.PerEnvironment,
            "promote/dev/webshop-webui",
            "promote/qa/webshop-webui",
            "promote/prod/webshop-webui"
        );

    [Trait("suite", "release")]
    [Fact]
    public async Task Lists_open_promotions_and_outdated_environments()
    {
        using Site site = new();
        (await site.NewAsync("1.1.0")).Expect(0);
        site.Pull();
        (await site.RunAsync("promote")).Expect(0);

        var board = (await site.RunAsync("list", "--app", "webui")).Expect(0);

        board
            .Output.Should()
            .Be(
                "webshop\twebui\tdev\t1.1.0\tcurrent\t-\n"
                    + "webshop\twebui\tqa\t1.0.0\tbehind; PR 2: 1.1.0, auto-merge enabled\t-\n"
                    + "webshop\twebui\tprod\t1.0.0\tcurrent\t-\n"
            );
    }

    private static async Task PromotesAsync(string configuration, string dev, string qa, string prod)
    {
        using Site site = new(configuration);

        // dev: merged immediately.
        var created = (await site.NewAsync("1.1.0")).Expect(0);
        var commit = site.Remote.Resolve("main^2");
        created.Line.Should().Be($"created branch {dev} with pull request 1 on commit {commit}");
        site.Remote.Resolve($"{commit}^").Should().Be(site.First);
        site.Remote.Resolve("main^1").Should().Be(site.First);
        site.Remote.Has($"refs/heads/{dev}").Should().BeFalse();
        site.Merged(1)
            .GetProperty("title")
            .GetString()
            .Should()
            .Be("Promote webshop/webui version 1.1.0 to environment dev");
        Description(site.Merged(1)).Should().Be(Metadata("dev", site.First));
        site.Changed(site.First, "main").Should().Equal(Webshop.Dev);
        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());

        // qa: merged after its check.
        var inDev = site.Pull();
        var promoted = (await site.RunAsync("promote")).Expect(0);
        promoted.Line.Should().Be($"created branch {qa} with pull request 2 on commit {site.Remote.Resolve(qa)}");
        Description(site.Open(qa)).Should().Be(Metadata("qa", inDev));
        site.Changed("main", qa).Should().Equal(Webshop.Qa);
        site.Tip.Should().Be(inDev);

        (await site.ReportAsync("dev"))
            .Expect(0)
            .Line.Should()
            .Be($"reported success for gitops-promotion/webshop-dev on commit {inDev}");
        site.Clone.Git("fetch", "--quiet");
        site.Clone.Git("switch", "--quiet", qa);
        (await site.RunAsync("status"))
            .Expect(0)
            .Line.Should()
            .Be($"successful reconciliation for webshop-dev found on {inDev}");
        site.Clone.Git("switch", "--quiet", "main");
        site.Changed(inDev, "main").Should().Equal(Webshop.Qa);
        site.Remote.Read("main", Webshop.Qa).Should().Be(Webshop.With("1.1.0").TrimEnd());

        // prod: requires approval, even if the check has passed.
        var inQa = site.Pull();
        (await site.RunAsync("promote"))
            .Expect(0)
            .Line.Should()
            .Be($"created branch {prod} with pull request 3 on commit {site.Remote.Resolve(prod)}");
        Description(site.Open(prod)).Should().Be(Metadata("prod", inQa));
        (await site.ReportAsync("qa")).Expect(0);
        site.Clone.Git("fetch", "--quiet", "--prune");
        site.Clone.Git("checkout", "--quiet", "--detach", $"origin/{prod}");
        site.Tool.Variables["GITHUB_HEAD_REF"] = prod;
        (await site.RunAsync("status"))
            .Expect(0)
            .Line.Should()
            .Be($"successful reconciliation for webshop-qa found on {inQa}");
        site.Tip.Should().Be(inQa);
        site.Clone.Git("switch", "--quiet", "main");

        var merged = (await site.MergeAsync("prod")).Expect(0);
        merged
            .Line.Should()
            .Be($"merged pull request 3 as commit {site.Tip}: environment prod has webshop/webui version 1.1.0");
        site.Changed(inQa, "main").Should().Equal(Webshop.Prod);
        site.Remote.Read("main", Webshop.Prod).Should().Be(Webshop.With("1.1.0").TrimEnd());

        // The end.
        site.Pull();
        (await site.RunAsync("promote")).Expect(0).Line.Should().Be("no next environment to promote to");
        site.Changed(site.First, "main").Should().Equal(Webshop.Dev, Webshop.Prod, Webshop.Qa);
        site.Remote.Git("for-each-ref", "--format=%(refname)", "refs/heads").Should().Be("refs/heads/main");
        (await site.RunAsync("list"))
            .Expect(0)
            .Output.Should()
            .Be(
                string.Concat(
                    from app in new[] { "cart\t{0}\t7.1.0", "webui\t{0}\t1.1.0" }
                    from environment in new[] { "dev", "qa", "prod" }
                    select $"webshop\t{app.Replace("{0}", environment, StringComparison.Ordinal)}\tcurrent\t-\n"
                )
            );
    }

    private static string Metadata(string environment, string sha) =>
        $$"""<!-- metadata = {"group":"webshop","app":"webui","tag":"1.1.0","env":"{{environment}}","sha":"{{sha}}","feature":"","type":"promote"} -->""";

    private static string Description(System.Text.Json.JsonElement pullRequest) =>
        pullRequest.GetProperty("body").GetString()!.Split('\n')[0];
}

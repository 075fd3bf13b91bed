using FluentAssertions;
using GitOpsPromotion.Cli;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

public sealed class GitHubFaultScenarios : ForgeFaultScenarios
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}

public sealed class GitHubSafety : ForgeSafety
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();

    [Fact]
    public async Task Does_not_take_the_pull_request_of_a_stranger_for_a_promotion()
    {
        var site = (GitHubSite)await GitHubSite.StartAsync();
        await using ShopHere shop = new(site);
        site.Remote.Commit("main", (Webshop.Qa, Webshop.With("0.9.0")));
        site.MergeFromFork(
            $$"""<!-- metadata = {"group":"webshop","app":"webui","tag":"1.0.0","env":"dev","sha":"{{shop.First}}","type":"promote"} -->"""
        );
        site.RequireCheck();

        (await shop.PromoteAsync())
            .Expect(ExitCode.Done)
            .Line.Should()
            .Be("skipping promotion as PR is not created by gitops-promotion");

        site.PullRequests.Should().ContainSingle();
    }
}

public sealed class GitHubTampering : ForgeTampering
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}

public sealed class GitHubRequestCounts : ForgeRequestCounts
{
    protected override int ToCreate => 4;

    protected override int ToPoll => 2;

    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}

using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.GitHub;
using GitOpsPromotion.Forges.Merges;
using GitOpsPromotion.Forges.Serving;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

public sealed class GitHubFaultScenarios : ForgeFaultScenarios
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();

    [Theory]
    [InlineData("500")]
    [InlineData("502 although it was done")]
    [InlineData("dropped after it was done")]
    public Task Recovers_from_a_request_that_fails_once(string fault) => RecoversAsync(fault);

    [Fact]
    public Task Recovers_from_a_secondary_limit() => RecoversAsync(GitHubFault.SecondaryLimit(retryAfterSeconds: null));

    [Fact]
    public Task Recovers_from_an_internal_error_of_each_query() => RecoversAsync(GitHubFault.InternalError, IsQuery);

    [Fact]
    public async Task Reports_that_every_query_has_an_internal_error()
    {
        await using ShopHere shop = new(await StartAsync());
        shop.Site.RequireCheck();
        shop.Site.Faults.Next(GitHubFault.InternalError, times: 1000, IsQuery);

        (await shop.NewAsync())
            .Expect(ExitCode.Unavailable)
            .Error.Should()
            .Contain("reported an internal error (")
            .And.NotContain("rate limit");

        shop.Site.Faults.Clear();
        (await shop.NewAsync()).Expect(ExitCode.Done);
        shop.Site.PullRequests.Should().ContainSingle().Which.AutoMerge.Should().BeTrue();
    }

    private static bool IsQuery(ForgeRequest request) => request.Path.EndsWith("/graphql", StringComparison.Ordinal);
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

[Trait("suite", "release")]
public sealed class GitHubRebaseMerges
{
    [Fact]
    public async Task Go_on_where_the_last_commit_of_the_branch_is_not_the_one_that_sets_the_version()
    {
        await using ShopHere shop = new(await GitHubSite.StartAsync(), Webshop.ByHand);
        shop.Site.AllowOnly(MergeStyle.Rebase);
        (await shop.NewAsync()).Expect(ExitCode.Done);
        shop.Site.Remote.Tamper(Webshop.Branch, Tampering.Write("README.md", "Read me.\n"));
        await shop.Site.MergeAsPersonAsync(shop.Site.FindOpen(Webshop.Branch)!.Number);

        (await shop.PromoteAsync()).Expect(ExitCode.Done);

        shop.Site.FindOpen(Webshop.Branch)!.Title.Should().Be("Promote webshop/webui version 1.1.0 to environment qa");
    }
}

public sealed class GitHubTampering : ForgeTampering
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}

public sealed class GitHubGate : ForgeGate
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}

public sealed class GitHubRequestCounts : ForgeRequestCounts
{
    protected override int ToCreate => 4;

    protected override int ToFindOrigin => 1;

    protected override int ToFindOpen => 1;

    protected override int ToPoll => 2;

    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}

public sealed class GitHubReruns : ForgeReruns
{
    protected override Task<ForgeSite> StartAsync() => GitHubSite.StartAsync();
}

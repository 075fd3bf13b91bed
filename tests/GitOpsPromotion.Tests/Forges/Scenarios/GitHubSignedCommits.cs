using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>A branch of GitHub that takes only signed commits.</summary>
[Trait("suite", "release")]
public sealed class GitHubSignedCommits
{
    private const string Warning = "warning: branch 'main' requires signed commits, and commit ";

    [Fact]
    public async Task An_unsigned_commit_is_a_warning_that_names_the_rule()
    {
        var site = (GitHubSite)await GitHubSite.StartAsync();
        await using ShopHere shop = new(site, Webshop.ByHand);
        site.RequireSignatures();

        (await shop.NewAsync())
            .Expect(ExitCode.Done)
            .Error.Should()
            .Contain(Warning)
            .And.Contain("let git sign commits (commit.gpgsign) with a key that the forge knows");
    }

    [Fact]
    public async Task Without_the_rule_nothing_is_said()
    {
        await using ShopHere shop = new(await GitHubSite.StartAsync(), Webshop.ByHand);

        (await shop.NewAsync()).Expect(ExitCode.Done).Error.Should().NotContain("signed commits");
    }
}

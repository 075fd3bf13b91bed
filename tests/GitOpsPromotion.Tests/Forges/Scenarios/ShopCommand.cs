using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Cli;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>Each command on a shop, and what holds after it.</summary>
internal static class ShopCommand
{
    public static Task<InProcessTool> RunAsync(ShopHere shop, string command) =>
        command switch
        {
            "new" => shop.NewAsync(),
            "promote" => shop.RunAsync("promote"),
            "status" => shop.RunAsync("status", "--branch", Webshop.Branch),
            "merge" => shop.MergeAsync("dev"),
            "report" => shop.RunAsync(
                "report",
                "--group",
                "webshop",
                "--environment",
                "dev",
                "--state",
                "success",
                "--commit",
                shop.First
            ),
            _ => shop.RunAsync("list"),
        };

    /// <summary>One pull request for each promotion, nothing lost, nothing merged that should not be.</summary>
    public static async Task IsRightAsync(ShopHere shop, string command, bool done)
    {
        // What was merged although it did not look so is merged: nothing is open to check, or to merge, any more.
        if (
            command is not ("status" or "merge")
            || (!done && shop.Site.PullRequests.Any(pullRequest => pullRequest.IsOpen))
        )
        {
            (await RunAsync(shop, command)).Expect(ExitCode.Done);
        }

        var pullRequests = shop.Site.PullRequests;
        switch (command)
        {
            case "new":
                pullRequests.Should().ContainSingle().Which.AutoMerge.Should().BeTrue();
                shop.Tip.Should().Be(shop.First);
                shop.Changed(shop.First, Webshop.Branch).Should().Equal(Webshop.Dev);
                break;
            case "promote":
                pullRequests.Should().HaveCount(2);
                pullRequests[0].IsMerged.Should().BeTrue();
                pullRequests[1]
                    .Should()
                    .Match<SitePullRequest>(pullRequest => pullRequest.IsOpen && pullRequest.AutoMerge);
                shop.Changed("main", Webshop.Branch).Should().Equal(Webshop.Qa);
                break;
            case "status":
                pullRequests.Should().HaveCount(2).And.OnlyContain(pullRequest => pullRequest.IsMerged);
                shop.Changed(shop.First, "main").Should().Equal(Webshop.Dev, Webshop.Qa);
                break;
            case "merge":
                pullRequests.Should().ContainSingle().Which.IsMerged.Should().BeTrue();
                shop.Changed(shop.First, "main").Should().Equal(Webshop.Dev);
                break;
            default:
                shop.Tip.Should().Be(shop.First);
                break;
        }
    }
}

using FluentAssertions;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Another run pushes the promotion branch between the read and the push.</summary>
public static class LostRaceTests
{
    [Fact]
    public static async Task Reads_again_and_succeeds()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.WriteHook(
            "pre-receive",
            """
            test -e taken && exit 0
            touch taken
            unset GIT_QUARANTINE_PATH
            git update-ref refs/heads/promote/webshop-webui refs/heads/main
            """
        );

        var opened = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        opened.PullRequest.State.Should().Be(PullRequestState.Merged);
        shop.VersionIn("dev").Should().Be("2.0");
        shop.Remote.Has("refs/heads/promote/webshop-webui").Should().BeFalse();
    }

    [Fact]
    public static async Task Fails_as_stale_with_what_to_do()
    {
        await using var shop = await Shop.OpenAsync();
        var snapshot = await BaseSnapshotReader.ReadAsync(shop.Repository, CancellationToken.None);
        PromotionTarget target = new(Given.Webui, Given.Environment("dev"));
        PromotionRequest request = new(
            new Promotion(target, Given.Version("2.0"), snapshot.Commit),
            snapshot,
            Tip: null
        );
        var input = await new PromotionInputReader(shop.Repository, shop.Provider).ReadAsync(
            request,
            CancellationToken.None
        );
        shop.Remote.SetRef($"refs/heads/{request.Branch}", snapshot.Commit.Value);

        var execute = () =>
            new PlanExecutor(shop.Repository, shop.Provider, discardsCommits: false).ExecuteAsync(
                input,
                PromotionPlanner.Plan(input),
                dryRun: false,
                CancellationToken.None
            );

        var failure = (await execute.Should().ThrowAsync<PromotionException>()).Which;
        failure.IsStale.Should().BeTrue();
        failure.Message.Should().Contain("other runs kept changing it at the same time");
        failure.Hint.Should().Be("Run the command again when fewer runs work on the same app.");
    }
}

using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Merged promotions that were not continued.</summary>
[Trait("suite", "release")]
public sealed class UnfinishedMergesTests : IAsyncLifetime
{
    private InProcessSite site = null!;

    public async ValueTask InitializeAsync() => site = await TwoApps.OpenMergedAsync();

    public ValueTask DisposeAsync()
    {
        site.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Reports_a_merge_that_was_not_continued()
    {
        var run = (await site.RunAsync("promote")).Expect(ExitCode.Done);

        run.Line.Should().StartWith("created branch promote/qa/shop-api ");
        run.Error.Should()
            .Contain("note: environment qa does not have the version of shop/web that commit ")
            .And.Contain($"'gitops-promotion promote --since {site.First}'");
        (await site.RunAsync("promote", "--since", site.First)).Expect(ExitCode.Done);
        (await site.RunAsync("promote")).Expect(ExitCode.Done).Error.Should().NotContain("does not have the version");
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Reports_a_merge_of_an_earlier_push_that_was_not_continued()
    {
        site.Variables["CI_COMMIT_BEFORE_SHA"] = site.Remote.Resolve("main^");

        var run = (await site.RunAsync("promote")).Expect(ExitCode.Done);

        run.Line.Should().StartWith("created branch promote/qa/shop-api ");
        run.Error.Should()
            .Contain("note: environment qa does not have the version of shop/web that commit ")
            .And.Contain($"'gitops-promotion promote --since {site.First}'");
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Does_not_report_a_merge_whose_version_was_reverted_in_the_next_environment()
    {
        (await site.RunAsync("promote", "--since", site.First)).Expect(ExitCode.Done);
        (await site.RunAsync("report", "--group", "shop", "--environment", "dev", "--state", "success")).Expect(
            ExitCode.Done
        );
        (await site.RunAsync("merge", "--group", "shop", "--app", "web", "--environment", "qa")).Expect(ExitCode.Done);
        site.Remote.Commit("main", ("shop/qa/web.yaml", TwoApps.Slot("web")));
        site.Pull();

        (await site.RunAsync("promote")).Expect(ExitCode.Done).Error.Should().NotContain("does not have the version");
    }
}

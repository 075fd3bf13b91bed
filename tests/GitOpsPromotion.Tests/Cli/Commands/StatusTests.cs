using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Checks that do not pass.</summary>
public sealed class StatusTests
{
    private const string Promotion = "promote/webshop-webui";

    [Theory]
    [InlineData("failure", "gitops-promotion/webshop-dev failed on commit")]
    [InlineData("pending", "gitops-promotion/webshop-dev is pending on commit")]
    [InlineData(null, "No status for webshop-dev was reported within 1 s")]
    public async Task Fails_at_the_deadline_without_a_success(string? state, string message)
    {
        using var site = await InQaAsync();
        if (state is not null)
        {
            (await site.ReportAsync("dev", state, "--description", "smoke test of the shop")).Expect(ExitCode.Done);
        }

        var before = site.Refs;
        var run = (await site.StatusAsync()).Expect(ExitCode.Failed);

        run.Error.Should().Contain(message).And.Contain("hint:");
        if (state is not null)
        {
            run.Error.Should().Contain("(smoke test of the shop)").And.Contain(site.Tip[..7]);
        }

        site.Refs.Should().Be(before);
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Uses_the_newest_status_of_the_newest_commit()
    {
        using var site = await InQaAsync("failure");
        site.Remote.Commit("main", ("CHANGELOG.md", "later\n"));
        var later = site.Pull();
        (await site.ReportAsync("dev")).Expect(ExitCode.Done);

        (await site.StatusAsync())
            .Expect(ExitCode.Done)
            .Line.Should()
            .Be($"successful reconciliation for webshop-dev found on {later}");
    }

    [Fact]
    public async Task Passes_for_the_first_environment()
    {
        using InProcessSite site = new(Webshop.ByHand);
        (await site.NewAsync("1.1.0")).Expect(ExitCode.Done);

        (await site.StatusAsync()).Expect(ExitCode.Done).Line.Should().Contain("dev is the first environment");
    }

    [Fact]
    public async Task Rejects_a_description_that_does_not_match_the_repository()
    {
        using var site = await InQaAsync("success");
        site.EditOpen(
            Promotion,
            body => body.Replace("\"tag\":\"1.1.0\"", "\"tag\":\"6.6.6\"", StringComparison.Ordinal)
        );
        var before = site.Refs;

        (await site.StatusAsync())
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("Pull request 2 does not match the repository")
            .And.Contain("version 6.6.6");

        site.Refs.Should().Be(before);
    }

    [Fact]
    public async Task Rejects_a_description_with_a_commit_of_another_branch()
    {
        using var site = await InQaAsync("success");
        var elsewhere = site.Remote.Commit("elsewhere", ("a.txt", "a\n"));
        site.EditOpen(Promotion, body => body.Replace(site.Tip, elsewhere, StringComparison.Ordinal));

        (await site.StatusAsync())
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("does not match the repository")
            .And.Contain(elsewhere[..7]);
    }

    [Fact]
    public async Task Rejects_a_branch_that_changes_another_environment()
    {
        using var site = await InQaAsync("success");
        site.Remote.Commit(Promotion, ("webshop/dev/more.yaml", "more: true\n"));

        (await site.StatusAsync()).Expect(ExitCode.Failed).Error.Should().Contain("its branch adds webshop/dev/");
    }

    /// <summary>A version in dev, with an open pull request for qa, where the check waits for a second at most.</summary>
    private static Task<InProcessSite> InQaAsync(string? state = null) =>
        InProcessSite.OpenToQaAsync(
            Webshop.PerApp.Replace("minutes: 1", "minutes: \"1s\"", StringComparison.Ordinal),
            state
        );
}

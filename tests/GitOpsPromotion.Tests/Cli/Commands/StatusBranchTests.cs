using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>The branch that <c>status</c> checks, and branches without an open pull request.</summary>
public sealed class StatusBranchTests
{
    private const string Promotion = "promote/webshop-webui";

    [Theory]
    [InlineData("Promote/webshop-webui", "Did you mean 'promote/webshop-webui'?")]
    [InlineData("origin/promote/webshop-webui", "Did you mean 'promote/webshop-webui'?")]
    [InlineData("upstream/Promote/Webshop-WebUI", "Did you mean 'promote/webshop-webui'?")]
    [InlineData("promote/webshop-wbeui", "Did you mean 'promote/webshop-webui'?")]
    [InlineData("$(System.PullRequest.SourceBranch)", "a variable that the CI system did not replace")]
    [InlineData("$CI_BRANCH", "a variable that the CI system did not replace")]
    [InlineData("no-such-branch", "omit --branch")]
    [InlineData("feature/no-such-review", "omit --branch")]
    public async Task Rejects_a_branch_that_the_remote_does_not_have(string branch, string hint)
    {
        using var site = await InQaAsync();

        var run = (await site.StatusAsync(branch)).Expect(ExitCode.Usage);

        run.Output.Should().BeEmpty();
        run.Error.Should().Contain($"has no branch '{branch}'").And.Contain(hint);
    }

    [Theory]
    [InlineData("refs/heads/promote/webshop-webui")]
    [InlineData("")]
    public async Task Rejects_an_invalid_branch_name(string branch)
    {
        using var site = await InQaAsync();

        (await site.StatusAsync(branch))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain($"'{branch}' is not a valid value for --branch.")
            .And.Contain("without 'refs/heads/'");
    }

    [Theory]
    [InlineData("refs/heads/promote/webshop-webui")]
    [InlineData("refs/remotes/origin/promote/webshop-webui")]
    [InlineData(" promote/webshop-webui")]
    public async Task Suggests_the_branch_name(string branch)
    {
        using var site = await InQaAsync();

        (await site.StatusAsync(branch))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("Did you mean 'promote/webshop-webui'?");
    }

    [Fact]
    public async Task Skips_a_branch_that_is_not_a_promotion()
    {
        using var site = await InQaAsync();
        site.Remote.Commit("renovate/all", ("README.md", "New.\n"));

        (await site.StatusAsync("renovate/all"))
            .Expect(ExitCode.Done)
            .Line.Should()
            .Be("Promotion was manual, skipping check");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Passes_after_the_merge(bool branchIsKept)
    {
        using var site = await InQaAsync();
        var head = site.Remote.Resolve(Promotion);
        (await site.ReportAsync("dev", "success")).Expect(ExitCode.Done);
        (await site.MergeAsync("qa")).Expect(ExitCode.Done);
        if (branchIsKept)
        {
            site.Remote.Git("update-ref", $"refs/heads/{Promotion}", head);
        }

        var run = (await site.StatusAsync(Promotion, "--output", "json")).Expect(ExitCode.Done);

        run.Json.GetProperty("outcome").GetString().Should().Be("already-merged");
        run.Json.GetProperty("message").GetString().Should().Be("pull request 2 was merged: nothing to check");
        run.Json.GetProperty("commit").GetString().Should().Be(site.Tip);
    }

    [Fact]
    public async Task Fails_for_a_branch_that_was_pushed_again_after_the_merge()
    {
        using var site = await InQaAsync();
        (await site.ReportAsync("dev", "success")).Expect(ExitCode.Done);
        (await site.MergeAsync("qa")).Expect(ExitCode.Done);
        site.Remote.Commit(Promotion, (Webshop.Qa, Webshop.With("6.6.6")));

        (await site.StatusAsync())
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("No pull request into 'main' is open on branch 'promote/webshop-webui'");
    }

    [Fact]
    public async Task Fails_for_a_closed_pull_request()
    {
        using var site = await InQaAsync();
        site.Remote.Git("update-ref", "-d", $"refs/heads/{Promotion}");

        (await site.StatusAsync())
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("Pull request 2 on branch 'promote/webshop-webui' was closed without a merge");
    }

    /// <summary>A version in dev, with an open pull request for qa without auto-merge.</summary>
    private static async Task<InProcessSite> InQaAsync()
    {
        InProcessSite site = new(
            Webshop.PerApp.Replace("name: qa\n    auto: true", "name: qa\n    auto: false", StringComparison.Ordinal)
        );
        (await site.NewAsync("1.1.0")).Expect(ExitCode.Done);
        site.Pull();
        (await site.RunAsync("promote")).Expect(ExitCode.Done);
        return site;
    }
}

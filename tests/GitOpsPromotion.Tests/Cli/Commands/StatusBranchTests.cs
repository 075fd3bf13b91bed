using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>The branch that <c>status</c> checks, and branches without an open pull request.</summary>
public sealed class StatusBranchTests
{
    private const string Promotion = "promote/webshop-webui";

    private static readonly string QaManual = Webshop.PerApp.Replace(
        "name: qa\n    auto: true",
        "name: qa\n    auto: false",
        StringComparison.Ordinal
    );

    [Theory]
    [InlineData("upstream/Promote/Webshop-WebUI", "Did you mean 'promote/webshop-webui'?")]
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
        (await InProcessTool.RunAsync("status", "--branch", branch))
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
        (await InProcessTool.RunAsync("status", "--branch", branch))
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
        using var site = await MergedInQaAsync();
        if (branchIsKept)
        {
            site.Remote.SetRef($"refs/heads/{Promotion}", site.Remote.Resolve($"{site.Branch}^2"));
        }

        var run = (await site.StatusAsync(Promotion, "--output", "json")).Expect(ExitCode.Done);

        run.Json.GetProperty("outcome").GetString().Should().Be("already-merged");
        run.Json.GetProperty("message").GetString().Should().Be("pull request 2 was merged: nothing to check");
        run.Json.GetProperty("commit").GetString().Should().Be(site.Tip);
    }

    [Fact]
    public async Task Fails_for_a_branch_that_was_pushed_again_after_the_merge()
    {
        using var site = await MergedInQaAsync();
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
    private static Task<InProcessSite> InQaAsync() => InProcessSite.OpenToQaAsync(QaManual);

    /// <summary>The same, after the merge of the pull request.</summary>
    private static Task<InProcessSite> MergedInQaAsync() =>
        InProcessSite.OpenAsync(
            "StatusBranchTests merged in qa",
            async () =>
            {
                var site = await InProcessSite.OpenToQaAsync(QaManual, state: "success");
                (await site.MergeAsync("qa")).Expect(ExitCode.Done);
                return site;
            }
        );
}

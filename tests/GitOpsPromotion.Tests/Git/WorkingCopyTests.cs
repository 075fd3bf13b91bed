using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

public static class WorkingCopyTests
{
    [Fact]
    public static async Task Runs_git_in_its_folder_and_returns_what_it_printed()
    {
        using GitSandbox sandbox = new();
        var remote = sandbox.CreateRemote();
        remote.Commit("main", ("gitops-promotion.yaml", "environments: [{name: dev}]\n"));
        WorkingCopy copy = new(sandbox.Clone(remote).Path);

        var files = await copy.RunAsync(CancellationToken.None, "ls-files", "--", "*.yaml");

        files.Trim().Should().Be("gitops-promotion.yaml");
        copy.Path.Should().Be(sandbox["clone"]);
    }

    [Fact]
    public static async Task Reports_the_failed_command_its_folder_and_the_error()
    {
        using GitSandbox sandbox = new();
        WorkingCopy copy = new(sandbox.Path);

        var run = () => copy.RunAsync(CancellationToken.None, "clone", "--quiet", "nowhere.git", "clone");

        var failure = (await run.Should().ThrowAsync<PromotionException>()).Which;
        failure
            .Message.Should()
            .StartWith($"git clone failed in {sandbox.Path}. git reported: ")
            .And.Contain("'nowhere.git' does not exist");
        failure.Hint.Should().NotBeEmpty();
    }
}

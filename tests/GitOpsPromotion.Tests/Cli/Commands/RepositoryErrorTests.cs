using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Invalid configurations, repositories and remotes: each has an exit code, a message and a hint.</summary>
public sealed class RepositoryErrorTests : IDisposable
{
    private readonly InProcessSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Reports_a_missing_configuration_with_a_minimal_example()
    {
        using InProcessSite bare = new("main", (Webshop.Dev, Webshop.Manifest));

        (await bare.NewAsync("1.1.0"))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("gitops-promotion.yaml")
            .And.Contain("branch 'main'")
            .And.Contain("environments:");
    }

    [Fact]
    public async Task Reports_the_position_of_an_error_in_the_configuration()
    {
        using InProcessSite wrong = new(
            """
            environments:
              - name: dev
                atuo: true

            """
        );

        (await wrong.NewAsync("1.1.0"))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("gitops-promotion.yaml")
            .And.MatchRegex(@"3[:,]")
            .And.Contain("Did you mean")
            .And.Contain("auto");
    }

    [Fact]
    public async Task Reports_a_folder_that_is_not_a_repository()
    {
        var folder = Directory.CreateDirectory(Path.Combine(site.Folder, "plain")).FullName;

        (await site.RunInAsync(folder, "list")).Expect(ExitCode.Usage).Error.Should().Contain("--sourcedir");
    }

    [Fact]
    public async Task Reports_a_missing_origin()
    {
        site.Clone.Git("remote", "rename", "origin", "upstream");

        (await site.RunAsync("list")).Expect(ExitCode.Usage).Error.Should().Contain("has no remote 'origin'");
    }

    [Theory]
    [InlineData("file:///nonexistent/remote.git")]
    [InlineData("http://127.0.0.1:1/remote.git")]
    [InlineData("ssh://git@127.0.0.1:1/remote.git")]
    public async Task Reports_an_unavailable_remote(string origin)
    {
        site.Clone.Git("remote", "set-url", "origin", origin);

        (await site.RunAsync("list", "--provider", "git"))
            .Expect(ExitCode.Unavailable)
            .Error.Should()
            .Contain("Reading the refs of");
    }

    [Fact]
    public async Task Reports_a_remote_without_commits()
    {
        site.Clone.Git("init", "--quiet", "--bare", "../empty.git");
        site.Clone.Git("remote", "set-url", "origin", "../empty.git");

        (await site.RunAsync("list")).Expect(ExitCode.Failed).Error.Should().Contain("has no branch 'main'");
    }

    [Fact]
    public async Task Reports_an_unknown_provider() =>
        (await site.RunAsync("list", "--provider", "gitlub"))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("gitlub")
            .And.Contain("git");
}

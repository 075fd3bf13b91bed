using FluentAssertions;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Ci;

public static class CiServerTests
{
    [Theory]
    [InlineData("https://git.example.com", "https://git.example.com/acme/gitops")]
    [InlineData("https://git.example.com/", "git@GIT.example.com:acme/gitops.git")]
    [InlineData("https://git.example.com:8443", "https://git.example.com:8443/acme/gitops")]
    [InlineData("https://git.example.com", "ssh://git@git.example.com:2222/acme/gitops")]
    [InlineData("http://127.0.0.1:4711", "http://127.0.0.1:4711/acme/gitops")]
    public static void Tells_the_provider_of_a_repository_on_the_same_server(string server, string origin)
    {
        CiServer.FindProvider(Job.With(("GITHUB_SERVER_URL", server)), RemoteUrl.Parse(origin)).Should().Be("github");
        CiServer
            .FindProvider(
                Job.With(("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", $"{server.TrimEnd('/')}/tfs/DefaultCollection/")),
                RemoteUrl.Parse(origin)
            )
            .Should()
            .Be("azdo");
    }

    [Theory]
    [InlineData("https://git.example.com", "https://example.com/acme/gitops")]
    [InlineData("https://git.example.com", "https://git.example.com.evil.example/acme/gitops")]
    [InlineData("https://git.example.com", "https://git.example.com:8443/acme/gitops")]
    [InlineData("https://git.example.com", "http://git.example.com/acme/gitops")]
    [InlineData("https://git.example.com", "/srv/git/gitops.git")]
    [InlineData("git.example.com", "https://git.example.com/acme/gitops")]
    [InlineData("", "/srv/git/gitops.git")]
    public static void Tells_none_of_a_repository_elsewhere(string server, string origin) =>
        CiServer.FindProvider(Job.With(("GITHUB_SERVER_URL", server)), RemoteUrl.Parse(origin)).Should().BeNull();

    [Theory]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("GH_TOKEN")]
    public static void Keeps_a_workflows_token_from_other_hosts(string variable)
    {
        var job = Job.With(("GITHUB_SERVER_URL", "https://github.com"));

        CiServer.FindOtherHost(job, variable, RemoteUrl.Parse("https://git.example.com/o/r")).Should().Be("github.com");
        CiServer.FindOtherHost(job, variable, RemoteUrl.Parse("https://github.com/o/r")).Should().BeNull();
        CiServer.FindOtherHost(job, variable, RemoteUrl.Parse("ssh://git@ssh.github.com:443/o/r")).Should().BeNull();
    }

    [Theory]
    [InlineData("SYSTEM_ACCESSTOKEN")]
    [InlineData("AZURE_DEVOPS_EXT_PAT")]
    public static void Keeps_a_pipelines_token_from_other_hosts(string variable)
    {
        var job = Job.With(("SYSTEM_COLLECTIONURI", "https://acme.visualstudio.com/"));

        CiServer
            .FindOtherHost(job, variable, RemoteUrl.Parse("https://tfs.example.com/c/p/_git/r"))
            .Should()
            .Be("acme.visualstudio.com");
        CiServer.FindOtherHost(job, variable, RemoteUrl.Parse("https://dev.azure.com/acme/p/_git/r")).Should().BeNull();
        CiServer.FindOtherHost(job, variable, RemoteUrl.Parse("git@ssh.dev.azure.com:v3/acme/p/r")).Should().BeNull();
    }

    [Fact]
    public static void Leaves_tokens_alone_outside_of_its_jobs()
    {
        var nowhere = Job.With();
        var elsewhere = Job.With(("GITHUB_SERVER_URL", "https://github.com"));

        CiServer
            .FindOtherHost(nowhere, "GITHUB_TOKEN", RemoteUrl.Parse("https://git.example.com/o/r"))
            .Should()
            .BeNull();
        CiServer
            .FindOtherHost(elsewhere, "SYSTEM_ACCESSTOKEN", RemoteUrl.Parse("https://dev.azure.com/a/p/_git/r"))
            .Should()
            .BeNull();
    }
}

using FluentAssertions;
using GitOpsPromotion.Cli.Providers;
using GitOpsPromotion.Git;
using GitOpsPromotion.Tests.Cli.Ci;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Providers;

public static class CiServerTests
{
    [Theory]
    [InlineData("https://git.example.com", "https://git.example.com/acme/gitops")]
    [InlineData("https://git.example.com/", "git@GIT.example.com:acme/gitops.git")]
    [InlineData("https://git.example.com:8443", "https://git.example.com:8443/acme/gitops")]
    [InlineData("https://git.example.com", "ssh://git@git.example.com:2222/acme/gitops")]
    [InlineData("http://127.0.0.1:4711", "http://127.0.0.1:4711/acme/gitops")]
    public static void Identifies_the_provider_of_a_repository_on_the_same_server(string server, string origin)
    {
        ProviderOf(origin, ("GITHUB_SERVER_URL", server)).Should().Be("github");
        ProviderOf(origin, ("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", $"{server.TrimEnd('/')}/tfs/DefaultCollection/"))
            .Should()
            .Be("azdo");
    }

    [Theory]
    [InlineData("https://git.example.com", "https://example.com/acme/gitops")]
    [InlineData("https://git.example.com", "https://git.example.com.evil.example/acme/gitops")]
    [InlineData("https://git.example.com", "https://git.example.com:8443/acme/gitops")]
    [InlineData("https://git.example.com", "http://git.example.com/acme/gitops")]
    [InlineData("git.example.com", "https://git.example.com/acme/gitops")]
    public static void Identifies_no_provider_of_a_repository_on_another_server(string server, string origin)
    {
        var find = () => ProviderOf(origin, ("GITHUB_SERVER_URL", server));

        find.Should().Throw<PromotionException>().WithMessage("Cannot determine the provider*");
    }

    [Theory]
    [InlineData("https://git.example.com")]
    [InlineData("")]
    public static void Does_not_override_the_provider_of_the_URL(string server) =>
        ProviderOf("/srv/git/gitops.git", ("GITHUB_SERVER_URL", server)).Should().Be("git");

    [Theory]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("GH_TOKEN")]
    public static void Keeps_the_token_of_a_workflow_from_other_hosts(string variable)
    {
        (string, string)[] job = [("GITHUB_SERVER_URL", "https://github.com"), (variable, "secret")];

        TokensForOtherHosts("github", "https://git.example.com/o/r", job).Should().Equal((variable, "github.com"));
        TokensForOtherHosts("github", "https://github.com/o/r", job).Should().BeEmpty();
        TokensForOtherHosts("github", "ssh://git@ssh.github.com:443/o/r", job).Should().BeEmpty();
    }

    [Theory]
    [InlineData("SYSTEM_ACCESSTOKEN")]
    [InlineData("AZURE_DEVOPS_EXT_PAT")]
    public static void Keeps_the_token_of_a_pipeline_from_other_hosts(string variable)
    {
        (string, string)[] job = [("SYSTEM_COLLECTIONURI", "https://acme.visualstudio.com/"), (variable, "secret")];

        TokensForOtherHosts("azdo", "https://tfs.example.com/c/p/_git/r", job)
            .Should()
            .Equal((variable, "acme.visualstudio.com"));
        TokensForOtherHosts("azdo", "https://dev.azure.com/acme/p/_git/r", job).Should().BeEmpty();
        TokensForOtherHosts("azdo", "git@ssh.dev.azure.com:v3/acme/p/r", job).Should().BeEmpty();
    }

    [Fact]
    public static void Does_not_restrict_tokens_outside_of_jobs_on_their_forge()
    {
        TokensForOtherHosts("github", "https://git.example.com/o/r", ("GITHUB_TOKEN", "secret")).Should().BeEmpty();
        TokensForOtherHosts(
                "azdo",
                "https://dev.azure.com/a/p/_git/r",
                ("GITHUB_SERVER_URL", "https://github.com"),
                ("SYSTEM_ACCESSTOKEN", "secret")
            )
            .Should()
            .BeEmpty();
    }

    private static string ProviderOf(string origin, params (string, string)[] job) =>
        KnownProvider.For(RemoteUrl.Parse(origin), name: null, Job.With(job)).Name;

    private static IEnumerable<(string Variable, string Host)> TokensForOtherHosts(
        string provider,
        string origin,
        params (string, string)[] job
    ) =>
        KnownProvider
            .For(RemoteUrl.Parse(origin), provider, Job.With(job))
            .TokensForOtherHosts(RemoteUrl.Parse(origin), Job.With(job));
}

using FluentAssertions;
using GitOpsPromotion.Cli.Providers;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.GitHub;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.GitHub;

public static class GitHubAddressTests
{
    [Theory]
    [InlineData("https://github.com/acme/gitops")]
    [InlineData("https://github.com/acme/gitops.git")]
    [InlineData("https://github.com/acme/gitops/")]
    [InlineData("https://x-access-token:secret@github.com/acme/gitops.git")]
    [InlineData("git@github.com:acme/gitops.git")]
    [InlineData("ssh://git@github.com/acme/gitops")]
    [InlineData("ssh://git@ssh.github.com:443/acme/gitops.git")]
    public static void Is_the_public_API_for_github_com(string origin)
    {
        var address = GitHubAddress.From(RemoteUrl.Parse(origin));

        address
            .At("pulls?state=open")
            .AbsoluteUri.Should()
            .Be("https://api.github.com/repos/acme/gitops/pulls?state=open");
        address.At("").AbsoluteUri.Should().Be("https://api.github.com/repos/acme/gitops");
        address.GraphQl.AbsoluteUri.Should().Be("https://api.github.com/graphql");
        address.Web.AbsoluteUri.Should().Be("https://github.com/");
    }

    [Theory]
    [InlineData("https://octocorp.ghe.com/acme/gitops")]
    [InlineData("octocorp@octocorp.ghe.com:acme/gitops.git")]
    public static void Is_the_subdomains_API_for_data_residency(string origin)
    {
        var address = GitHubAddress.From(RemoteUrl.Parse(origin));

        address.At("pulls").AbsoluteUri.Should().Be("https://api.octocorp.ghe.com/repos/acme/gitops/pulls");
        address.GraphQl.AbsoluteUri.Should().Be("https://api.octocorp.ghe.com/graphql");
    }

    [Theory]
    [InlineData("https://git.example.com/acme/gitops.git", "https://git.example.com/api/")]
    [InlineData("https://git.example.com:8443/acme/gitops.git", "https://git.example.com:8443/api/")]
    [InlineData("git@git.example.com:acme/gitops.git", "https://git.example.com/api/")]
    [InlineData("ssh://git@git.example.com:2222/acme/gitops.git", "https://git.example.com/api/")]
    [InlineData("http://127.0.0.1:8080/acme/gitops.git", "http://127.0.0.1:8080/api/")]
    [InlineData("http://[::1]:8080/acme/gitops.git", "http://[::1]:8080/api/")]
    public static void Is_below_the_host_of_an_Enterprise_Server(string origin, string api)
    {
        var address = GitHubAddress.From(RemoteUrl.Parse(origin));

        address.At("pulls").AbsoluteUri.Should().Be($"{api}v3/repos/acme/gitops/pulls");
        address.GraphQl.AbsoluteUri.Should().Be($"{api}graphql");
    }

    [Theory]
    [InlineData("https://github.com/acme/my.gitops.git", "acme/my.gitops")]
    [InlineData("https://github.com/acme/.github", "acme/.github")]
    [InlineData("https://github.com/a-b/c_d.e-f.git", "a-b/c_d.e-f")]
    public static void Names_the_repository(string origin, string name) =>
        GitHubAddress.From(RemoteUrl.Parse(origin)).ToString().Should().Be(name);

    [Theory]
    [InlineData("https://github.com/acme")]
    [InlineData("https://github.com/")]
    [InlineData("https://github.com/acme/gitops/tree/main")]
    [InlineData("https://github.com/acme/..")]
    [InlineData("https://github.com/acme/.git")]
    [InlineData("https://github.com/acme/a%2Fb")]
    [InlineData("https://github.com/acme/a?b")]
    [InlineData("/srv/git/acme/gitops.git")]
    public static void Is_none_for_a_URL_without_a_repository(string origin)
    {
        var find = () => GitHubAddress.From(RemoteUrl.Parse(origin));

        var failure = find.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Configuration);
        failure
            .Message.Should()
            .Be($"The URL of origin, {RemoteUrl.Parse(origin)}, does not name a repository on GitHub.");
        failure.Hint.Should().Contain("https://github.com/<owner>/<repository>");
    }

    [Theory]
    [InlineData("https://github.com/acme/gitops", true)]
    [InlineData("git@github.com:acme/gitops.git", true)]
    [InlineData("ssh://git@ssh.github.com:443/acme/gitops.git", true)]
    [InlineData("https://octocorp.ghe.com/acme/gitops", true)]
    [InlineData("https://github.com.evil.org/acme/gitops", false)]
    [InlineData("https://evilghe.com/acme/gitops", false)]
    [InlineData("https://git.example.com/acme/gitops", false)]
    [InlineData("/home/github.com/acme/gitops", false)]
    public static void Tells_GitHub_from_others(string origin, bool isGitHub) =>
        KnownProvider
            .All.FirstOrDefault(provider => provider.Recognises(RemoteUrl.Parse(origin)))
            ?.Name.Should()
            .Be(
                isGitHub ? "github"
                : origin.StartsWith('/') ? "git"
                : null
            );

    [Fact]
    public static void Reads_its_own_token_variables_and_sends_its_own_user()
    {
        var github = KnownProvider.For(RemoteUrl.Parse("https://github.com/acme/gitops"), name: null, _ => null);

        github.TokenVariables.Should().Equal("GITHUB_TOKEN", "GH_TOKEN");
        github
            .CredentialFor(RemoteUrl.Parse("https://github.com/acme/gitops"), "secret")
            .Should()
            .Be(new GitCredential("x-access-token", "secret"));
    }
}

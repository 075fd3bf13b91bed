using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers;

public static class KnownProviderTests
{
    [Theory]
    [InlineData("/srv/git/gitops.git")]
    [InlineData("file:///srv/git/gitops.git")]
    public static void Is_git_for_a_repository_on_a_disk(string origin) =>
        KnownProvider.For(RemoteUrl.Parse(origin), name: null).Name.Should().Be("git");

    [Theory]
    [InlineData("https://git.example.com/gitops.git", "git.example.com")]
    [InlineData("git@git.example.com:gitops.git", "git.example.com")]
    public static void Must_be_named_where_the_URL_does_not_tell(string origin, string host)
    {
        var find = () => KnownProvider.For(RemoteUrl.Parse(origin), name: null);

        var failure = find.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Message.Should().Be($"The URL of origin does not tell which provider {host} is.");
        failure.Hint.Should().StartWith($"Name it with --provider: {KnownProvider.Names}.");
    }

    [Fact]
    public static void Is_the_one_that_is_named() =>
        KnownProvider.For(RemoteUrl.Parse("https://git.example.com/gitops.git"), "git").Name.Should().Be("git");

    [Theory]
    [InlineData("svn")]
    [InlineData("GIT")]
    [InlineData("")]
    public static void Is_none_of_another_name(string name)
    {
        var find = () => KnownProvider.For(RemoteUrl.Parse("/srv/git/gitops.git"), name);

        var failure = find.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Message.Should().Be($"There is no provider '{name}'.");
        failure.Hint.Should().Be($"The providers are: {KnownProvider.Names}.");
    }

    [Fact]
    public static void Has_a_name_of_its_own() =>
        KnownProvider.All.Select(provider => provider.Name).Should().OnlyHaveUniqueItems().And.Contain("git");

    [Fact]
    public static void Presents_the_token_with_the_user_of_the_URL_or_its_own()
    {
        var provider = KnownProvider.For(RemoteUrl.Parse("/srv/git/gitops.git"), "git");

        provider
            .CredentialFor(RemoteUrl.Parse("https://ada@git.example.com/gitops.git"), "secret")
            .Should()
            .Be(new GitCredential("ada", "secret"));
        provider
            .CredentialFor(RemoteUrl.Parse("https://git.example.com/gitops.git"), "secret")
            .Should()
            .Be(new GitCredential("git", "secret"));
        provider.CredentialFor(RemoteUrl.Parse("https://git.example.com/gitops.git"), token: null).Should().BeNull();
    }

    [Fact]
    public static void Reads_no_token_that_is_meant_for_another_host() =>
        KnownProvider.For(RemoteUrl.Parse("/srv/git/gitops.git"), "git").TokenVariables.Should().BeEmpty();

    [Fact]
    public static async Task Creates_the_provider()
    {
        using GitSandbox sandbox = new();
        var clone = sandbox.Clone(sandbox.CreateRemote());
        await using var repository = await GitRepository.OpenAsync(clone.Path, _ => null, null, CancellationToken.None);
        using HttpClient http = new();
        ProviderConnection connection = new(repository, http, "secret", TimeProvider.System);

        var provider = KnownProvider.For(repository.Remote.Url, name: null).Create(connection);

        (await provider.GetOpenPullRequestsAsync(BranchName.Parse("main"), CancellationToken.None)).Should().BeEmpty();
        connection.ToString().Should().Contain("remote.git").And.NotContain("secret");
    }
}

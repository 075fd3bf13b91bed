using FluentAssertions;
using GitOpsPromotion.Cli.Providers;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Providers;

public static class KnownProviderTests
{
    private static readonly Func<string, string?> NoVariables = _ => null;

    [Theory]
    [InlineData("/srv/git/gitops.git")]
    [InlineData("file:///srv/git/gitops.git")]
    public static void Is_git_for_a_local_repository(string origin) =>
        KnownProvider.For(RemoteUrl.Parse(origin), name: null, NoVariables).Name.Should().Be("git");

    [Theory]
    [InlineData("https://git.example.com/gitops.git", "git.example.com")]
    [InlineData("git@git.example.com:gitops.git", "git.example.com")]
    public static void Is_required_if_the_URL_does_not_identify_it(string origin, string host)
    {
        var find = () => KnownProvider.For(RemoteUrl.Parse(origin), name: null, NoVariables);

        var failure = find.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Message.Should().Be($"Cannot determine the provider from the URL of origin (host {host}).");
        failure.Hint.Should().StartWith($"Set it with --provider: {KnownProvider.Names}.");
    }

    [Fact]
    public static void Is_selected_by_name() =>
        KnownProvider
            .For(RemoteUrl.Parse("https://git.example.com/gitops.git"), "git", NoVariables)
            .Name.Should()
            .Be("git");

    [Theory]
    [InlineData("svn")]
    [InlineData("GIT")]
    [InlineData("")]
    public static void Rejects_an_unknown_name(string name)
    {
        var find = () => KnownProvider.For(RemoteUrl.Parse("/srv/git/gitops.git"), name, NoVariables);

        var failure = find.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Message.Should().Be($"Unknown provider '{name}'.");
        failure.Hint.Should().Be($"Valid providers: {KnownProvider.Names}.");
    }

    [Fact]
    public static void Has_a_unique_name() =>
        KnownProvider.All.Select(provider => provider.Name).Should().OnlyHaveUniqueItems().And.Contain("git");

    [Fact]
    public static void Sends_the_token_with_the_user_of_the_URL_or_the_default_user()
    {
        var provider = KnownProvider.For(RemoteUrl.Parse("/srv/git/gitops.git"), "git", NoVariables);

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
    public static void Reads_no_token_of_another_provider() =>
        KnownProvider.For(RemoteUrl.Parse("/srv/git/gitops.git"), "git", NoVariables).TokenVariables.Should().BeEmpty();

    [Fact]
    public static async Task Creates_the_provider()
    {
        using GitSandbox sandbox = new();
        var clone = sandbox.Clone(sandbox.CreateRemote());
        await using var repository = await GitRepository.OpenAsync(clone.Path, _ => null, null, CancellationToken.None);
        using HttpClient http = new();
        ProviderConnection connection = new(repository, http, "secret", TimeProvider.System);

        var provider = KnownProvider.For(repository.Remote.Url, name: null, NoVariables).Create(connection);

        (await provider.GetOpenPullRequestsAsync(BranchName.Parse("main"), CancellationToken.None)).Should().BeEmpty();
        connection.ToString().Should().Contain("remote.git").And.NotContain("secret");
    }
}

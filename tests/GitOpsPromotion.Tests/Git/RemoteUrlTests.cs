using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

public static class RemoteUrlTests
{
    [Theory]
    [InlineData("https://github.com/org/repo.git", "https", "github.com", null, null, "org/repo.git")]
    [InlineData("HTTPS://GitHub.com/Org/Repo", "https", "github.com", null, null, "Org/Repo")]
    [InlineData(
        "https://org@dev.azure.com/org/my%20project/_git/repo",
        "https",
        "dev.azure.com",
        null,
        "org",
        "org/my%20project/_git/repo"
    )]
    [InlineData("https://user:secret@host:8443/a", "https", "host", 8443, "user", "a")]
    [InlineData("https://:secret@host/a", "https", "host", null, null, "a")]
    [InlineData("http://[::1]:8080/a.git", "http", "::1", 8080, null, "a.git")]
    [InlineData("http://127.0.0.1:80/a.git", "http", "127.0.0.1", 80, null, "a.git")]
    [InlineData("https://host", "https", "host", null, null, "")]
    [InlineData("https://host//a", "https", "host", null, null, "a")]
    [InlineData("ssh://git@host.example:2222/~/repo", "ssh", "host.example", 2222, "git", "~/repo")]
    [InlineData("git+ssh://git@host/repo", "ssh", "host", null, "git", "repo")]
    [InlineData("git://host/repo", "git", "host", null, null, "repo")]
    [InlineData("git@github.com:org/repo.git", "ssh", "github.com", null, "git", "org/repo.git")]
    [InlineData("github.com:/srv/repo.git", "ssh", "github.com", null, null, "srv/repo.git")]
    [InlineData("git@[2001:db8::1]:repo", "ssh", "2001:db8::1", null, "git", "repo")]
    [InlineData(
        "git@ssh.dev.azure.com:v3/org/project/repo",
        "ssh",
        "ssh.dev.azure.com",
        null,
        "git",
        "v3/org/project/repo"
    )]
    [InlineData("file:///srv/git/repo.git", "file", "", null, null, "/srv/git/repo.git")]
    [InlineData("file:///C:/git/repo.git", "file", "", null, null, "C:/git/repo.git")]
    [InlineData("file://server/share/repo.git", "file", "", null, null, "//server/share/repo.git")]
    [InlineData("/srv/git/repo.git", "file", "", null, null, "/srv/git/repo.git")]
    [InlineData("../repo.git", "file", "", null, null, "../repo.git")]
    [InlineData("./with:colon", "file", "", null, null, "./with:colon")]
    [InlineData(@"C:\git\repo.git", "file", "", null, null, @"C:\git\repo.git")]
    [InlineData("C:/git/repo.git", "file", "", null, null, "C:/git/repo.git")]
    [InlineData(@"\\server\share\repo.git", "file", "", null, null, @"\\server\share\repo.git")]
    [InlineData("my repo.git", "file", "", null, null, "my repo.git")]
    public static void Parses_every_form_that_git_accepts(
        string text,
        string scheme,
        string host,
        int? port,
        string? user,
        string path
    ) => RemoteUrl.Parse(text).Should().Be(new RemoteUrl(scheme, host, port, user, path));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ext::sh -c evil")]
    [InlineData("fd::7")]
    [InlineData("ext::https://host/repo")]
    [InlineData("ftp://host/repo")]
    [InlineData("javascript://host/repo")]
    [InlineData("https:///repo")]
    [InlineData("https://host:port/repo")]
    [InlineData("https://host:99999/repo")]
    [InlineData("https://host:0/repo")]
    [InlineData("ssh://-oProxyCommand=evil/repo")]
    [InlineData("-oProxyCommand=evil:repo")]
    [InlineData("--upload-pack=evil")]
    [InlineData("https://host/re\npo")]
    [InlineData("https://host/re\u001bpo")]
    [InlineData("https://ho st:1:2/repo")]
    public static void Rejects_invalid_and_unsupported_URLs(string text)
    {
        RemoteUrl.TryParse(text, provider: null, out var url).Should().BeFalse();
        url.Should().BeNull();
    }

    [Fact]
    public static void Does_not_show_a_rejected_text()
    {
        var parse = () => RemoteUrl.Parse("https://user:secret@host:port/");

        parse.Should().Throw<FormatException>().Which.Message.Should().NotContain("secret");
    }

    [Theory]
    [InlineData("https://user:secret@host:8443/a", "https://host:8443/a")]
    [InlineData("https://ghp_token@github.com/org/repo", "https://github.com/org/repo")]
    [InlineData("git@github.com:org/repo.git", "ssh://git@github.com/org/repo.git")]
    [InlineData("ssh://[::1]:22/repo", "ssh://[::1]:22/repo")]
    [InlineData("/srv/repo.git", "/srv/repo.git")]
    public static void Shows_nothing_that_may_be_secret(string text, string shown) =>
        RemoteUrl.Parse(text).ToString().Should().Be(shown);

    [Theory]
    [InlineData("http://localhost:5000/repo", true, true)]
    [InlineData("http://127.8.9.1/repo", true, true)]
    [InlineData("http://[::1]/repo", true, true)]
    [InlineData("http://localhost.example/repo", false, false)]
    [InlineData("http://10.0.0.1/repo", false, false)]
    [InlineData("https://host/repo", false, true)]
    [InlineData("ssh://localhost/repo", true, false)]
    [InlineData("git://localhost/repo", true, false)]
    [InlineData("/srv/repo", false, false)]
    public static void Allows_a_token_over_https_and_on_loopback(string text, bool isLoopback, bool takesToken)
    {
        var url = RemoteUrl.Parse(text);

        url.IsLoopback.Should().Be(isLoopback);
        url.AllowsToken.Should().Be(takesToken);
    }
}

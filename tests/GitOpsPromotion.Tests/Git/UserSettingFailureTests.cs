using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

public static class UserSettingFailureTests
{
    [Theory]
    [InlineData("GIT_AUTHOR_DATE", "yesterdayish", "fatal: invalid date format: yesterdayish")]
    [InlineData("GIT_COMMITTER_DATE", "31.12.2026 x", "fatal: invalid date format: 31.12.2026 x")]
    [InlineData("GIT_AUTHOR_NAME", "<>", "fatal: name consists only of disallowed characters: <>")]
    [InlineData(
        "https_proxy",
        "http://proxy.invalid:3128",
        "fatal: unable to access 'https://example.com/r.git/': Could not resolve proxy: proxy.invalid"
    )]
    [InlineData(
        "HTTPS_PROXY",
        "http://127.0.0.1:3128",
        "fatal: unable to access 'https://example.com/r.git/': Failed to connect to 127.0.0.1 port 3128 after 0 ms: Couldn't connect to server"
    )]
    [InlineData(
        "all_proxy",
        "127.0.0.1:3128",
        "fatal: unable to access 'http://example.com/r.git/': Received HTTP code 403 from proxy after CONNECT"
    )]
    [InlineData(
        "GIT_SSH_COMMAND",
        "no-such-ssh -o BatchMode=yes",
        "no-such-ssh -o BatchMode=yes: 1: no-such-ssh: not found\nfatal: Could not read from remote repository."
    )]
    [InlineData(
        "GIT_SSH",
        "/none/ssh",
        "error: cannot run /none/ssh: No such file or directory\nfatal: unable to fork"
    )]
    [InlineData(
        "GIT_SSL_CAINFO",
        "/none.pem",
        "fatal: unable to access 'https://example.com/r.git/': error setting certificate file: /none.pem"
    )]
    [InlineData(
        "GIT_SSL_CERT",
        "/none.pem",
        "fatal: unable to access 'https://example.com/r.git/': could not load PEM client certificate, OpenSSL error"
    )]
    [InlineData("GIT_SSL_CIPHER_LIST", "x", "fatal: unable to access 'https://e/': failed setting cipher list: x")]
    [InlineData("GIT_ALLOW_PROTOCOL", "ssh", "fatal: transport 'file' not allowed")]
    [InlineData("GIT_PROTOCOL_FROM_USER", "0", "fatal: transport 'file' not allowed")]
    [InlineData("GIT_AUTHOR_NAME", "", "fatal: empty ident name (for <ada@example.com>) not allowed")]
    [InlineData("GIT_COMMITTER_NAME", " ", "fatal: empty ident name (for <ada@example.com>) not allowed")]
    [InlineData("GIT_CONFIG_GLOBAL", "/none/settings", "fatal: bad config line 1 in file /none/settings")]
    [InlineData("GIT_EXEC_PATH", "/none", "git: 'remote-https' is not a git command. See 'git --help'.")]
    [InlineData("GIT_CONFIG_COUNT", "many", "error: bogus count in GIT_CONFIG_COUNT")]
    [InlineData("GIT_FLUSH", "perhaps", "fatal: bad boolean environment value 'perhaps' for 'GIT_FLUSH'")]
    public static void Names_the_variable_its_value_and_the_error(string name, string value, string error)
    {
        var failure = Find(error, (name, value), ("GIT_COMMITTER_EMAIL", "ada@example.com"))!;

        failure.Message.Should().StartWith($"{name} is set to '{value.Trim()}', which makes git fail: ");
        failure.Hint.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public static void Names_the_setting()
    {
        var failure = UserSettingFailure.Find(
            "fatal: the receiving end does not support push options",
            Environment(),
            GitConfiguration.Parse("local\0push.pushoption\nci.skip\0")
        )!;

        failure.Message.Should().StartWith("push.pushoption is set to 'ci.skip', which makes git fail: ");
        failure.Hint.Should().Contain("git config --unset-all push.pushOption");
    }

    [Theory]
    [InlineData("http://ada:s3cret@proxy.invalid:3128", "http://***@proxy.invalid:3128")]
    [InlineData("ada:s3cret@proxy.invalid:3128", "***@proxy.invalid:3128")]
    public static void Does_not_show_a_password(string value, string shown) =>
        Find("fatal: unable to access 'https://e/': Could not resolve proxy: proxy.invalid", ("https_proxy", value))!
            .Message.Should()
            .Contain($"'{shown}'")
            .And.NotContain("s3cret");

    [Theory]
    [InlineData(
        "GIT_SSH_COMMAND",
        "ssh -i key",
        "ERROR: Repository not found.\nfatal: Could not read from remote repository."
    )]
    [InlineData("GIT_AUTHOR_DATE", "2026-01-31T12:00:00Z", "fatal: invalid date format: yesterdayish")]
    [InlineData(
        "https_proxy",
        "http://proxy.invalid",
        "fatal: unable to access 'https://e/': Could not resolve host: e"
    )]
    [InlineData("GIT_AUTHOR_DATE", "", "fatal: invalid date format: yesterdayish")]
    [InlineData("GIT_AUTHOR_NAME", "Ada", "fatal: empty ident name (for <ada@example.com>) not allowed")]
    [InlineData("GIT_PROTOCOL_FROM_USER", "1", "fatal: transport 'file' not allowed")]
    [InlineData("GIT_CONFIG_GLOBAL", "/none/settings", "fatal: bad config line 1 in file .git/config")]
    [InlineData("GIT_COMMITTER_NAME", "Ada", "fatal: couldn't find remote ref main")]
    public static void Ignores_unrelated_variables(string name, string value, string error) =>
        Find(error, (name, value)).Should().BeNull();

    [Fact]
    public static void Ignores_variables_that_are_not_set() =>
        Find("error: Stopping at filesystem boundary (GIT_DISCOVERY_ACROSS_FILESYSTEM not set).").Should().BeNull();

    private static PromotionException? Find(string error, params (string Name, string Value)[] variables) =>
        UserSettingFailure.Find(error, Environment(variables), configuration: null);

    private static Dictionary<string, string?> Environment(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => (string?)variable.Value, StringComparer.Ordinal);
}

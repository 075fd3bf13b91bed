using System.Buffers;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The token is sent to the remote, and is in no argument list, URL, file or output.</summary>
[Trait("suite", "release")]
public sealed class TokenTests : TokenTest
{
    [Fact]
    public async Task Promotes_a_version_to_production_without_traces_of_the_token()
    {
        Site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = Server.Token;

        await RunAsync(0, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0");
        Move();
        await RunAsync(0, "promote", "--verbose");
        await RunAsync(0, "report", "--group", "webshop", "--environment", "dev", "--state", "success");
        await RunAsync(0, "status", "--branch", "promote/webshop-webui");
        await RunAsync(0, "list", "--verbose", "--output", "json");

        Site.Remote.Read("main", Webshop.Qa).Should().Be(Webshop.With("1.1.0").TrimEnd());
        NothingHolds(Server.Token);
    }

    [Fact]
    public async Task Can_be_an_option()
    {
        await RunAsync(0, "list", "--token", Server.Token, "--verbose");

        NothingHolds(Server.Token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_not_printed_if_the_server_rejects_it(bool verbose)
    {
        const string wrong = "wrong-t0ken/with+signs=&%41\"'$x";
        Site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = wrong;

        var run = await RunAsync(
            3,
            ["new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0", .. Verbose(verbose)]
        );

        run.Error.Should().Contain("Check that the token is valid");
        NothingHolds(wrong, run);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task Is_not_printed_if_the_server_returns_it(int code)
    {
        Site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = Server.Token;
        Server.Intercept = context =>
        {
            if (context.Request.Headers.Authorization.Count == 0)
            {
                return false;
            }

            var echo = $"You sent {context.Request.Headers.Authorization} and the token {Server.Token}.\n";
            context.Response.StatusCode = code;
            context.Response.ContentType = "text/plain";
            context.Response.Headers.Location =
                $"http://elsewhere.invalid/{Server.Token}/info/refs?service=git-upload-pack";
            context.Response.BodyWriter.Write(Encoding.UTF8.GetBytes(echo));
            return true;
        };

        var run = await RunAsync(3, "list", "--verbose");

        NothingHolds(Server.Token, run);
    }

    [Fact]
    public async Task Is_not_printed_if_a_hook_of_the_remote_prints_it()
    {
        Site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = Server.Token;
        // Composed by the shell, so that no file contains it.
        Site.Remote.WriteHook(
            "pre-receive",
            $"""
            token={Server.Token[..9]}"{Server.Token[9..]}"
            printf 'token %s, url https://user:%s@example.com/x.git, header Basic %s\n' "$token" "$token" "$(printf '%s' "{GitHttpServer.UserName}:$token" | base64 -w0)" >&2
            exit 1
            """
        );

        var run = await RunAsync(1, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0", "--verbose");

        run.Error.Should().Contain("token ***");
        NothingHolds(Server.Token, run);
    }

    [Fact]
    public async Task Is_not_sent_if_it_is_for_another_provider()
    {
        Site.Tool.Variables["GITHUB_TOKEN"] = Server.Token;
        Site.Tool.Variables["SYSTEM_ACCESSTOKEN"] = Server.Token;

        await RunAsync(3, "list");

        // The credentials come from the URL: a user without a password.
        var withoutPassword = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{GitHttpServer.UserName}:"))}";
        Server
            .Requests.SelectMany(request => request.Authorization)
            .Should()
            .OnlyContain(authorization => authorization == withoutPassword);
        NothingHolds(Server.Token);
    }

    private static string[] Verbose(bool verbose) => verbose ? ["--verbose"] : [];

    private void Move()
    {
        // Like the checkout step of a CI system, which has separate credentials.
        Site.Clone.Git("fetch", "--quiet", Site.Remote.Address, "main");
        Site.Clone.Git("reset", "--quiet", "--hard", "FETCH_HEAD");
    }
}

using System.Buffers;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The token is sent to the remote, and is in no argument list, URL, file or output.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private readonly Site site = new();
    private GitHttpServer server = null!;
    private GitWrapper wrapper = null!;

    public async ValueTask InitializeAsync()
    {
        server = await GitHttpServer.StartAsync(site.Folder);
        UriBuilder address = new(server.AddressOf("remote.git")) { UserName = GitHttpServer.UserName };
        site.Clone.Git("remote", "set-url", "origin", address.Uri.AbsoluteUri);
        wrapper = GitWrapper.Install(site);
        site.Tool.Variables["GIT_TRACE_CURL"] = "1";
        site.Tool.Variables["GIT_CURL_VERBOSE"] = "1";
    }

    public async ValueTask DisposeAsync()
    {
        // Null if the test was skipped.
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        site.Dispose();
    }

    [Fact]
    public async Task Promotes_a_version_to_production_without_traces_of_the_token()
    {
        site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = server.Token;

        await RunAsync(0, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0");
        Move();
        await RunAsync(0, "promote", "--verbose");
        await RunAsync(0, "report", "--group", "webshop", "--environment", "dev", "--state", "success");
        await RunAsync(0, "status", "--branch", "promote/webshop-webui");
        await RunAsync(0, "list", "--verbose", "--output", "json");

        site.Remote.Read("main", Webshop.Qa).Should().Be(Webshop.With("1.1.0").TrimEnd());
        NothingHolds(server.Token);
    }

    [Fact]
    public async Task Is_not_in_traces_of_git()
    {
        site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = server.Token;
        site.Tool.Variables["MY_TOKEN"] = server.Token;
        var traces = Directory.CreateDirectory(Path.Combine(site.Folder, "traces")).FullName;
        foreach (var variable in Traces)
        {
            site.Tool.Variables[variable] = Path.Combine(traces, variable);
        }

        var values = string.Join(',', Enumerable.Range(0, 99).Select(index => $"GIT_CONFIG_VALUE_{index}"));
        site.Tool.Variables["GIT_TRACE_REDACT"] = "0";
        site.Tool.Variables["GIT_TRACE2_REDACT"] = "0";
        site.Tool.Variables["GIT_TRACE2_CONFIG_PARAMS"] = "*";
        site.Tool.Variables["GIT_TRACE2_ENV_VARS"] = $"GITOPS_PROMOTION_TOKEN,MY_TOKEN,{values}";

        await RunAsync(0, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0");

        // Only while the settings are read: the URL has a user, so nothing is traced later.
        Directory
            .GetFiles(traces)
            .Select(Path.GetFileName)
            .Should()
            .Contain(["GIT_TRACE", "GIT_TRACE2_EVENT"])
            .And.NotContain("GIT_TRACE_CURL");
        NothingHolds(server.Token);
    }

    [Fact]
    public async Task Is_not_in_traces_that_settings_of_git_enable()
    {
        site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = server.Token;
        var traces = Directory.CreateDirectory(Path.Combine(site.Folder, "traces")).FullName;
        var values = string.Join(',', Enumerable.Range(0, 99).Select(index => $"GIT_CONFIG_VALUE_{index}"));
        var settings = $"""
            [trace2]
            	configParams = *
            	envVars = GITOPS_PROMOTION_TOKEN,{values}
            	normalTarget = {traces}/normal
            	perfTarget = {traces}/perf
            	eventTarget = {traces}/event

            """;
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "home", ".gitconfig"), settings);
        await File.AppendAllTextAsync(Path.Combine(site.Clone.Path, ".git", "config"), settings);

        await RunAsync(0, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0");

        Directory.GetFiles(traces).Should().HaveCount(3);
        NothingHolds(server.Token);
    }

    // Standard error is read, not printed.
    [Fact]
    public async Task Traces_to_standard_error_do_not_hide_the_failure_of_git()
    {
        site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = "wrong";
        foreach (var variable in Traces)
        {
            site.Tool.Variables[variable] = "1";
        }

        await File.WriteAllTextAsync(
            Path.Combine(site.Folder, "home", ".gitconfig"),
            "[trace2]\n\tnormalTarget = 2\n\tperfTarget = true\n\teventTarget = 1\n"
        );

        var run = await RunAsync(3, "list");

        run.Error.Should().Contain("git reported: fatal: could not read Password").And.NotContain("trace");
    }

    [Fact]
    public async Task Can_be_an_option()
    {
        await RunAsync(0, "list", "--token", server.Token, "--verbose");

        NothingHolds(server.Token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_not_printed_if_the_server_rejects_it(bool verbose)
    {
        const string wrong = "wrong-t0ken/with+signs=&%41\"'$x";
        site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = wrong;

        var run = await RunAsync(
            3,
            ["new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0", .. Verbose(verbose)]
        );

        run.Error.Should().Contain("Check that the token is valid");
        NothingHolds(wrong, run);
    }

    [Theory]
    [InlineData(500, 3)]
    [InlineData(403, 3)]
    [InlineData(404, 3)]
    [InlineData(302, 3)]
    public async Task Is_not_printed_if_the_server_returns_it(int code, int exitCode)
    {
        site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = server.Token;
        server.Intercept = context =>
        {
            if (context.Request.Headers.Authorization.Count == 0)
            {
                return false;
            }

            var echo = $"You sent {context.Request.Headers.Authorization} and the token {server.Token}.\n";
            context.Response.StatusCode = code;
            context.Response.ContentType = "text/plain";
            context.Response.Headers.Location =
                $"http://elsewhere.invalid/{server.Token}/info/refs?service=git-upload-pack";
            context.Response.BodyWriter.Write(Encoding.UTF8.GetBytes(echo));
            return true;
        };

        var run = await RunAsync(exitCode, "list", "--verbose");

        NothingHolds(server.Token, run);
    }

    [Fact]
    public async Task Is_not_printed_if_a_hook_of_the_remote_prints_it()
    {
        site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = server.Token;
        // Composed by the shell, so that no file contains it.
        site.Remote.WriteHook(
            "pre-receive",
            $"""
            token={server.Token[..9]}"{server.Token[9..]}"
            printf 'token %s, url https://user:%s@example.com/x.git, header Basic %s\n' "$token" "$token" "$(printf '%s' "{GitHttpServer.UserName}:$token" | base64 -w0)" >&2
            exit 1
            """
        );

        var run = await RunAsync(1, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0", "--verbose");

        run.Error.Should().Contain("token ***");
        NothingHolds(server.Token, run);
    }

    [Fact]
    public async Task Is_not_sent_if_it_is_for_another_provider()
    {
        site.Tool.Variables["GITHUB_TOKEN"] = server.Token;
        site.Tool.Variables["SYSTEM_ACCESSTOKEN"] = server.Token;

        await RunAsync(3, "list");

        // The credentials come from the URL: a user without a password.
        var withoutPassword = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{GitHttpServer.UserName}:"))}";
        server
            .Requests.SelectMany(request => request.Authorization)
            .Should()
            .OnlyContain(authorization => authorization == withoutPassword);
        NothingHolds(server.Token);
    }

    private static string[] Traces =>
        [
            "GIT_TRACE",
            "GIT_TRACE_CURL",
            "GIT_TRACE_FSMONITOR",
            "GIT_TRACE_PACK_ACCESS",
            "GIT_TRACE_PACKET",
            "GIT_TRACE_PACKFILE",
            "GIT_TRACE_PERFORMANCE",
            "GIT_TRACE_REFS",
            "GIT_TRACE_SETUP",
            "GIT_TRACE_SHALLOW",
            "GIT_TRACE2",
            "GIT_TRACE2_EVENT",
            "GIT_TRACE2_PERF",
        ];

    private static string[] Verbose(bool verbose) => verbose ? ["--verbose"] : [];

    private async Task<ToolRun> RunAsync(int exitCode, params string[] arguments)
    {
        var run = (await site.RunAsync([.. arguments, "--provider", "git"])).Expect(exitCode);
        NothingHolds(site.Tool.Variables.GetValueOrDefault("GITOPS_PROMOTION_TOKEN", server.Token), run);
        return run;
    }

    private void Move()
    {
        // Like the checkout step of a CI system, which has separate credentials.
        site.Clone.Git("fetch", "--quiet", site.Remote.Address, "main");
        site.Clone.Git("reset", "--quiet", "--hard", "FETCH_HEAD");
    }

    private void NothingHolds(string token, ToolRun? run = null)
    {
        string[] forms =
        [
            token,
            Uri.EscapeDataString(token),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(token)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{GitHttpServer.UserName}:{token}")),
        ];
        foreach (var form in forms)
        {
            (run?.Everything ?? "").Should().NotContain(form);
            string.Join('\n', wrapper.Calls).Should().NotContain(form);
            foreach (var file in Directory.EnumerateFiles(site.Folder, "*", SearchOption.AllDirectories))
            {
                File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)).Should().Be(-1, file);
            }
        }

        foreach (var repository in new[] { site.Clone, site.Remote })
        {
            repository.Git("cat-file", "--batch", "--batch-all-objects").Should().NotContainAny(forms);
        }

        server.Requests.Should().OnlyContain(request => !request.Target.Contains(token, StringComparison.Ordinal));
    }
}

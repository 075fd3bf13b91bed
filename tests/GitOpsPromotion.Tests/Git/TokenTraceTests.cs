using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>The token is neither in arguments nor in traces.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class TokenTraceTests : IDisposable
{
    private readonly GitSandbox sandbox = new();
    private readonly Variables variables = new();
    private readonly StubPrograms programs;
    private readonly TestRepository remote;
    private readonly TestRepository clone;

    public TokenTraceTests()
    {
        programs = new(sandbox, variables);
        remote = sandbox.CreateRemote();
        remote.Commit("main", ("apps/dev/web.yaml", "tag: 1\n"));
        clone = sandbox.Clone(remote);
    }

    [Fact]
    public async Task Never_shows_the_token_in_an_argument()
    {
        await using var server = await GitHttpServer.StartAsync(sandbox.Path);
        clone.Git("remote", "set-url", "origin", server.AddressOf("remote.git"));
        programs.WrapGit("printf '%s\\n' \"$*\" >> \"$(dirname \"$0\")/arguments\"");
        variables["GIT_TRACE"] = sandbox["bin/started-by-git"];
        List<string> trace = [];
        GitCredential credential = new(GitHttpServer.UserName, server.Token);

        await using (
            var repository = await GitRepository.OpenAsync(clone.Path, _ => credential, new Recorder(trace), default)
        )
        {
            var commit = await repository.CommitFileAsync(await repository.TipAsync(), "apps/dev/web.yaml", "tag: 2\n");
            await repository.Remote.PushAsync([new("refs/heads/promote/a-b", commit, Expected: null)], default);
        }

        var arguments =
            await File.ReadAllTextAsync(sandbox["bin/arguments"])
            + await File.ReadAllTextAsync(sandbox["bin/started-by-git"]);
        arguments.Should().Contain("push --atomic").And.Contain("remote-http");
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{GitHttpServer.UserName}:{server.Token}"));
        (arguments + string.Join('\n', trace)).Should().NotContain(server.Token).And.NotContain(encoded);
        (await File.ReadAllTextAsync(Path.Combine(clone.Path, ".git", "config"))).Should().NotContain(encoded);
        trace.Should().HaveCountLessThanOrEqualTo(9);
    }

    [Fact]
    public async Task Never_shows_the_token_in_gits_own_trace()
    {
        await using var server = await GitHttpServer.StartAsync(sandbox.Path);
        clone.Git("remote", "set-url", "origin", server.AddressOf("remote.git"));
        variables["GIT_TRACE_CURL"] = sandbox["trace"];
        variables["GIT_TRACE"] = sandbox["trace"];
        variables["GIT_TRACE_REDACT"] = "0";
        GitCredential credential = new(GitHttpServer.UserName, server.Token);

        await using (var repository = await GitRepository.OpenAsync(clone.Path, _ => credential, trace: null, default))
        {
            await repository.TipAsync();
        }

        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{GitHttpServer.UserName}:{server.Token}"));
        (await File.ReadAllTextAsync(sandbox["trace"])).Should().Contain("uthorization: ").And.NotContain(encoded);
    }

    public void Dispose()
    {
        variables.Dispose();
        sandbox.Dispose();
    }
}

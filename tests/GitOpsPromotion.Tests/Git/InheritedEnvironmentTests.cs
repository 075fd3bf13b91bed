using System.Diagnostics;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>What git takes from the environment of the process, and what not.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class InheritedEnvironmentTests : IDisposable
{
    private readonly GitSandbox sandbox = new();
    private readonly Variables variables = new();
    private readonly TestRepository remote;
    private readonly TestRepository clone;
    private readonly CommitSha tip;

    public InheritedEnvironmentTests()
    {
        remote = sandbox.CreateRemote();
        tip = CommitSha.Parse(remote.Commit("main", ("apps/dev/web.yaml", "tag: 1\n")));
        clone = sandbox.Clone(remote);
    }

    [Fact]
    public async Task Says_that_git_is_missing()
    {
        variables["PATH"] = sandbox.Path;

        var open = () => clone.OpenAsync();

        var failure = (await open.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Be("Starting git failed.");
        failure.Hint.Should().Contain("2.38");
    }

    [Theory]
    [InlineData("cat-file")]
    [InlineData("config")]
    public async Task Says_that_git_is_too_old(string command)
    {
        WrapGit(
            $"""
            case "$1" in
              {command}) echo "error: unknown switch 'z'" >&2; echo "usage: git {command} [<options>]" >&2; exit 129 ;;
              version) echo "git version 2.37.1"; exit 0 ;;
            esac
            """
        );

        var open = () => clone.OpenAsync();

        var failure = (await open.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().Be("git 2.38 or newer is required, found 'git version 2.37.1'.");
    }

    [Fact]
    public async Task Works_in_the_folder_and_not_in_the_repository_of_the_hook_that_runs_it()
    {
        var other = sandbox.Clone(remote, "other");
        variables["GIT_DIR"] = Path.Combine(other.Path, ".git");
        variables["GIT_WORK_TREE"] = other.Path;
        variables["GIT_INDEX_FILE"] = Path.Combine(other.Path, ".git", "index");
        variables["GIT_OBJECT_DIRECTORY"] = Path.Combine(other.Path, ".git", "objects");
        variables["GIT_PREFIX"] = "apps/";

        CommitSha commit;
        await using (var repository = await clone.OpenAsync())
        {
            commit = await repository.CommitFileAsync(tip, "apps/dev/web.yaml", "tag: 2\n");
        }

        variables.Dispose();
        clone.Git("cat-file", "-t", commit.Value).Should().Be("commit");
        other.Invoking(it => it.Git("cat-file", "-t", commit.Value)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task Keeps_the_settings_that_the_environment_adds()
    {
        variables["GIT_CONFIG_COUNT"] = "1";
        variables["GIT_CONFIG_KEY_0"] = "user.name";
        variables["GIT_CONFIG_VALUE_0"] = "Grace";
        variables["GIT_CONFIG_PARAMETERS"] = "'user.email'='grace@example.com' 'core.bare'";

        CommitSha commit;
        await using (var repository = await clone.OpenAsync())
        {
            commit = await repository.CommitFileAsync(tip, "apps/dev/web.yaml", "tag: 2\n");
        }

        clone
            .Git("log", "-1", "--format=%an <%ae> %cn <%ce>", commit.Value)
            .Should()
            .Be("Grace <grace@example.com> Grace <grace@example.com>");
    }

    [Fact]
    public async Task Fills_only_the_parts_of_the_identity_that_are_missing()
    {
        variables["GIT_AUTHOR_NAME"] = "Grace";
        variables["EMAIL"] = "grace@example.com";

        CommitSha commit;
        await using (var repository = await clone.OpenAsync())
        {
            commit = await repository.CommitFileAsync(tip, "apps/dev/web.yaml", "tag: 2\n");
        }

        clone
            .Git("log", "-1", "--format=%an <%ae> %cn <%ce>", commit.Value)
            .Should()
            .Be("Grace <grace@example.com> gitops-promotion <grace@example.com>");
    }

    [Fact]
    public async Task Never_shows_the_token_in_an_argument()
    {
        await using var server = await GitHttpServer.StartAsync(sandbox.Path);
        clone.Git("remote", "set-url", "origin", server.AddressOf("remote.git"));
        WrapGit("printf '%s\\n' \"$*\" >> \"$(dirname \"$0\")/arguments\"");
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

    [Fact]
    public async Task Ends_git_and_its_children_when_cancelled()
    {
        WrapGit(
            $"case \"$1\" in ls-remote) sleep 600 & echo $! > '{sandbox["child"]}.new'; mv '{sandbox["child"]}.new' '{sandbox["child"]}'; wait ;; esac"
        );
        using CancellationTokenSource cancellation = new();
        await using var repository = await clone.OpenAsync();
        var reading = repository.Remote.ReadRefsAsync(["refs/heads/main"], cancellation.Token);
        await WaitForAsync(() => File.Exists(sandbox["child"]));
        var child = int.Parse(
            await File.ReadAllTextAsync(sandbox["child"]),
            System.Globalization.CultureInfo.InvariantCulture
        );

        await cancellation.CancelAsync();

        await reading.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        await WaitForAsync(() => !IsRunning(child));
        (await repository.ReadTextAsync(tip, "apps/dev/web.yaml")).Should().Be("tag: 1\n");
    }

    [Fact]
    public async Task Pushes_over_SSH()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for ssh is a POSIX shell script.");
        WriteScript("fake-ssh", "shift $(($# - 1))\nexec sh -c \"$1\"");
        clone.Git("remote", "set-url", "origin", $"git@git.example.invalid:{remote.Path}");
        variables["GIT_SSH_COMMAND"] = $"{sandbox["bin/fake-ssh"]} -o BatchMode=yes";

        await using var repository = await clone.OpenAsync();
        var commit = await repository.CommitFileAsync(await repository.TipAsync(), "apps/dev/web.yaml", "tag: 2\n");
        var pushed = await repository.Remote.PushAsync(
            [new("refs/heads/promote/a-b", commit, Expected: null)],
            default
        );

        pushed.Should().Be(PushResult.Accepted);
        remote.Resolve("promote/a-b").Should().Be(commit.Value);
        repository.Remote.Url.ToString().Should().Be($"ssh://git@git.example.invalid/{remote.Path.TrimStart('/')}");
    }

    [Theory]
    [InlineData("git@git.example.invalid: Permission denied (publickey).", FailureKind.Unauthorized)]
    [InlineData("Host key verification failed.", FailureKind.Unavailable)]
    [InlineData("ssh: connect to host git.example.invalid port 22: Connection timed out", FailureKind.Unavailable)]
    public async Task Tells_the_failures_of_SSH_apart(string words, FailureKind kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for ssh is a POSIX shell script.");
        WriteScript("fake-ssh", $"echo '{words}' >&2\nexit 255");
        clone.Git("remote", "set-url", "origin", "ssh://git@git.example.invalid/org/repo.git");
        variables["GIT_SSH_COMMAND"] = sandbox["bin/fake-ssh"];
        await using var repository = await clone.OpenAsync();

        var read = () => repository.TipAsync();

        var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(kind);
        failure.Message.Should().Contain(words);
    }

    public void Dispose()
    {
        variables.Dispose();
        sandbox.Dispose();
    }

    // A git that comes first on the PATH and goes on as the real one.
    private void WrapGit(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for git is a POSIX shell script.");
        var path = Environment.GetEnvironmentVariable("PATH")!;
        var real = path.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "git")).First(File.Exists);
        // Git finds itself there for what it starts, too.
        variables["GIT_EXEC_PATH"] = null;
        WriteScript("git", $"{script}\nexec '{real}' \"$@\"");
        variables["PATH"] = sandbox["bin"] + Path.PathSeparator + path;
    }

    private void WriteScript(string name, string script)
    {
        var file = Path.Combine(sandbox["bin"], name);
        Directory.CreateDirectory(sandbox["bin"]);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (var started = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(10))
        {
            Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(30));
        }
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

using System.Diagnostics;
using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Which environment variables git inherits.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class InheritedEnvironmentTests : IDisposable
{
    private readonly GitSandbox sandbox = new();
    private readonly Variables variables = new();
    private readonly StubPrograms programs;
    private readonly TestRepository remote;
    private readonly TestRepository clone;
    private readonly CommitSha tip;

    public InheritedEnvironmentTests()
    {
        programs = new(sandbox, variables);
        remote = sandbox.CreateRemote();
        tip = CommitSha.Parse(remote.Commit("main", ("apps/dev/web.yaml", "tag: 1\n")));
        clone = sandbox.Clone(remote);
    }

    [Fact]
    public async Task Reports_that_git_is_not_installed()
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
    public async Task Reports_that_git_is_too_old(string command)
    {
        programs.WrapGit(
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
    public async Task Ignores_the_repository_of_a_calling_hook()
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
    public async Task Keeps_settings_from_environment_variables()
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
    public async Task Sets_only_the_missing_parts_of_the_identity()
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
    public async Task Kills_git_and_its_child_processes_when_cancelled()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The child process writes to a POSIX named pipe.");
        using (var mkfifo = Process.Start("mkfifo", [sandbox["pipe"]]))
        {
            await mkfifo.WaitForExitAsync();
        }

        // The pipe ends when the child process does.
        programs.WrapGit(
            $"case \"$1\" in ls-remote) {{ echo started; exec sleep 600; }} > '{sandbox["pipe"]}' & wait ;; esac"
        );
        using CancellationTokenSource cancellation = new();
        await using var repository = await clone.OpenAsync();
        var reading = repository.Remote.ReadRefsAsync(["refs/heads/main"], cancellation.Token);
        using var child = await Task.Run(() => File.OpenText(sandbox["pipe"]));
        (await child.ReadLineAsync()).Should().Be("started");

        await cancellation.CancelAsync();

        await reading.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        (await child.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30))).Should().BeEmpty();
        (await repository.ReadTextAsync(tip, "apps/dev/web.yaml")).Should().Be("tag: 1\n");
    }

    public void Dispose()
    {
        variables.Dispose();
        sandbox.Dispose();
    }
}

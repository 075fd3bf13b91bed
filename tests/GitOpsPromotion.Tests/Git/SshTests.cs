using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Pushes and failures over SSH, with a script in the place of ssh.</summary>
[Collection(ProcessEnvironment.Name)]
[Trait("suite", "release")]
public sealed class SshTests : IDisposable
{
    private readonly GitSandbox sandbox = new();
    private readonly Variables variables = new();
    private readonly StubPrograms programs;
    private readonly TestRepository remote;
    private readonly TestRepository clone;

    public SshTests()
    {
        programs = new(sandbox, variables);
        remote = sandbox.CreateRemote();
        remote.Commit("main", ("apps/dev/web.yaml", "tag: 1\n"));
        clone = sandbox.Clone(remote);
    }

    [Fact]
    public async Task Pushes_over_SSH()
    {
        programs.Write("fake-ssh", "shift $(($# - 1))\nexec sh -c \"$1\"");
        clone.Git("remote", "set-url", "origin", $"git@git.example.invalid:{remote.Path}");
        variables["GIT_SSH_COMMAND"] = $"{programs["fake-ssh"]} -o BatchMode=yes";

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
    public async Task Classifies_failures_of_SSH(string error, FailureKind kind)
    {
        programs.Write("fake-ssh", $"echo '{error}' >&2\nexit 255");
        clone.Git("remote", "set-url", "origin", "ssh://git@git.example.invalid/org/repo.git");
        variables["GIT_SSH_COMMAND"] = programs["fake-ssh"];
        await using var repository = await clone.OpenAsync();

        var read = () => repository.TipAsync();

        var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(kind);
        failure.Message.Should().Contain(error);
    }

    public void Dispose()
    {
        variables.Dispose();
        sandbox.Dispose();
    }
}

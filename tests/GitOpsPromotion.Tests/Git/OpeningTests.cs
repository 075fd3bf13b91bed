using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Opening a repository, and the failures.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly GitSandbox sandbox = new();

    [Fact]
    public async Task Reports_that_the_folder_does_not_exist()
    {
        var failure = await FailToOpenAsync(new(sandbox["nowhere"]));

        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Message.Should().Be($"The folder '{sandbox["nowhere"]}' does not exist.");
    }

    [Fact]
    public async Task Reports_that_the_folder_is_not_a_repository()
    {
        var failure = await FailToOpenAsync(new(sandbox.Path));

        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Message.Should().Contain("not a git repository");
        failure.Hint.Should().Contain("--sourcedir");
    }

    [Fact]
    public async Task Reports_that_there_is_no_origin()
    {
        var failure = await FailToOpenAsync(sandbox.CreateRemote());

        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Message.Should().EndWith("has no remote 'origin'.");
        failure.Hint.Should().Contain("git remote add origin");
    }

    [Theory]
    [InlineData("ext::sh -c 'touch evil'")]
    [InlineData("fd::3")]
    [InlineData("https://user:s3cret@host:none/")]
    public async Task Rejects_an_origin_with_an_unsupported_URL(string address)
    {
        var repository = sandbox.CreateRemote();
        repository.Git("config", "remote.origin.url", address);

        var failure = await FailToOpenAsync(repository);

        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.ToString().Should().NotContain("s3cret");
    }

    [Fact]
    public async Task Reports_that_another_user_owns_the_repository()
    {
        Assert.SkipUnless(Environment.UserName is "root", "Only root can give a folder to somebody else.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "chown is a POSIX program.");
        var clone = sandbox.Clone(sandbox.CreateRemote());
        using (var chown = System.Diagnostics.Process.Start("chown", ["-R", "12345", clone.Path]))
        {
            await chown.WaitForExitAsync();
        }

        var failure = await FailToOpenAsync(clone);

        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Hint.Should().Contain("safe.directory");
    }

    [Fact]
    public async Task Reads_the_branch_and_the_commit_of_HEAD()
    {
        var remote = sandbox.CreateRemote("remote.git", "trunk");
        var commit = CommitSha.Parse(remote.Commit("trunk", ("a", "1")));
        var clone = sandbox.Clone(remote);
        await using var repository = await clone.OpenAsync();

        (await repository.Checkout.GetHeadAsync(default)).Should().Be(new GitHead(commit, BranchName.Parse("trunk")));
        clone.Git("checkout", "--quiet", "--detach");
        (await repository.Checkout.GetHeadAsync(default)).Should().Be(new GitHead(commit, Branch: null));
    }

    [Fact]
    public async Task Opens_a_repository_without_commits()
    {
        var remote = sandbox.CreateRemote();
        await using var repository = await sandbox.Clone(remote).OpenAsync();

        (await repository.Checkout.GetHeadAsync(default))
            .Should()
            .Be(new GitHead(Commit: null, BranchName.Parse("main")));
        (await repository.Remote.ReadRefsAsync(["refs/heads/main"], default)).Commits.Should().BeEmpty();
    }

    [Fact]
    public async Task Has_no_default_branch_if_the_remote_reports_none()
    {
        var remote = sandbox.CreateRemote();
        var commit = remote.Commit("main", ("a", "1"));
        var clone = sandbox.Clone(remote);
        remote.Git("update-ref", "--no-deref", "HEAD", commit);
        await using var repository = await clone.OpenAsync();

        (await repository.Remote.ReadRefsAsync([], default)).DefaultBranch.Should().BeNull();
    }

    [Fact]
    public async Task Reads_the_default_branch_and_the_requested_refs_only()
    {
        var remote = sandbox.CreateRemote(branch: "trunk");
        var commit = CommitSha.Parse(remote.Commit("trunk", ("a", "1")));
        remote.Git("update-ref", "refs/heads/main", commit.Value);
        remote.Git("update-ref", "refs/heads/promote/a-b", commit.Value);
        remote.Git("update-ref", "refs/heads/promote/qa/a-b", commit.Value);
        remote.Git("update-ref", "refs/heads/x/refs/heads/promote/a-b", commit.Value);
        remote.Git("update-ref", "refs/heads/promoted", commit.Value);
        await using var repository = await sandbox.Clone(remote).OpenAsync();

        var refs = await repository.Remote.ReadRefsAsync(["refs/heads/promote/*", "refs/heads/none"], default);

        refs.DefaultBranch.Should().Be(BranchName.Parse("trunk"));
        refs.Commits.Keys.Should()
            .BeEquivalentTo(["refs/heads/trunk", "refs/heads/promote/a-b", "refs/heads/promote/qa/a-b"]);
        refs.Find("refs/heads/promote/a-b").Should().Be(commit);
        refs.Find("refs/heads/none").Should().BeNull();
    }

    [Theory]
    [InlineData("work:repo.git")]
    [InlineData("workshop:repo.git")]
    [InlineData("https://example.com/repo.git")]
    public async Task Resolves_the_URL_of_origin_as_git_does(string address)
    {
        var repository = sandbox.CreateRemote();
        repository.Git("config", "remote.origin.url", address);
        repository.Git("config", "url.https://git.example.com/.insteadOf", "work:");
        repository.Git("config", "url.ssh://git@shop.example.com/.insteadOf", "workshop:");
        repository.Git("config", "url.https://wrong.example.com/.insteadOf", "works");
        repository.Git("config", "url.git@example.com:.pushInsteadOf", "https://example.com/");
        await using var opened = await repository.OpenAsync();

        opened.Remote.Url.Should().Be(RemoteUrl.Parse(repository.Git("ls-remote", "--get-url", "origin")));
    }

    [Fact]
    public async Task Pushes_where_git_would()
    {
        var remote = sandbox.CreateRemote();
        var tip = CommitSha.Parse(remote.Commit("main", ("a", "1")));
        var mirror = sandbox.CreateRemote("mirror.git");
        mirror.Git("fetch", "--quiet", remote.Path, "main:main");
        var clone = sandbox.Clone(remote);
        clone.Git("config", $"url.{mirror.Address}.pushInsteadOf", remote.Address);
        await using var repository = await clone.OpenAsync();

        await repository.Remote.PushAsync([new("refs/heads/promote/a-b", tip, Expected: null)], default);

        mirror.Has("refs/heads/promote/a-b").Should().BeTrue();
        remote.Has("refs/heads/promote/a-b").Should().BeFalse();
    }

    [Fact]
    public async Task Uses_another_name_if_a_remote_has_its_name()
    {
        var remote = sandbox.CreateRemote();
        var tip = CommitSha.Parse(remote.Commit("main", ("a", "1")));
        var clone = sandbox.Clone(remote);
        clone.Git("remote", "add", "gitops-promotion-origin", sandbox["nowhere.git"]);
        await using var repository = await clone.OpenAsync();

        (await repository.TipAsync()).Should().Be(tip);
    }

    [Fact]
    public async Task Reports_each_command_line()
    {
        var remote = sandbox.CreateRemote();
        remote.Commit("main", ("a", "1"));
        List<string> lines = [];

        await using var repository = await sandbox.Clone(remote).OpenAsync(new Recorder(lines));
        await repository.TipAsync();

        lines.Should().HaveCount(4);
        lines[^1].Should().StartWith("git ls-remote --symref");
    }

    public void Dispose() => sandbox.Dispose();

    private static async Task<PromotionException> FailToOpenAsync(TestRepository repository)
    {
        var open = () => repository.OpenAsync();
        return (await open.Should().ThrowAsync<PromotionException>()).Which;
    }
}

using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Which failures of git are transient. The texts are from git, curl and OpenSSH.</summary>
public sealed class TransientErrorTests
{
    [Theory]
    [InlineData("fatal: unable to access 'https://git.example/a.git/': The requested URL returned error: 502")]
    [InlineData("fatal: unable to access 'https://git.example/a.git/': The requested URL returned error: 503")]
    [InlineData("fatal: unable to access 'https://git.example/a.git/': The requested URL returned error: 429")]
    [InlineData(
        "error: RPC failed; HTTP 504 curl 22 The requested URL returned error: 504\nfatal: expected 'packfile'"
    )]
    [InlineData("fatal: unable to access 'https://git.example/a.git/': Could not resolve host: git.example")]
    [InlineData(
        "fatal: unable to access 'https://git.example/': Failed to connect to git.example port 443: Connection refused"
    )]
    [InlineData("fatal: unable to access 'https://git.example/': Recv failure: Connection reset by peer")]
    [InlineData("fatal: unable to access 'https://git.example/': OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection")]
    [InlineData("error: RPC failed; curl 18 transfer closed with outstanding read data remaining\nfatal: early EOF")]
    [InlineData("fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF")]
    [InlineData(
        "ssh: connect to host git.example port 22: Connection timed out\nfatal: Could not read from remote repository."
    )]
    [InlineData("Connection closed by 192.0.2.1 port 22\nfatal: Could not read from remote repository.")]
    [InlineData("fatal: the remote end hung up unexpectedly")]
    public void A_connection_or_server_error_is_transient(string error) =>
        GitFailure.IsTransient(error).Should().BeTrue();

    [Theory]
    [InlineData("fatal: Authentication failed for 'https://git.example/a.git/'")]
    [InlineData("fatal: unable to access 'https://git.example/a.git/': The requested URL returned error: 403")]
    [InlineData("fatal: repository 'https://git.example/a.git/' not found")]
    [InlineData("fatal: unable to access 'https://git.example/a.git/': The requested URL returned error: 404")]
    [InlineData(
        "fatal: unable to access 'https://git.example/a.git/': SSL certificate problem: self-signed certificate"
    )]
    [InlineData("git@git.example: Permission denied (publickey).\nfatal: Could not read from remote repository.")]
    [InlineData("Host key verification failed.\nfatal: Could not read from remote repository.")]
    [InlineData(
        "fatal: '/srv/a.git' does not appear to be a git repository\nfatal: Could not read from remote repository."
    )]
    [InlineData("fatal: remote error: upload-pack: not our ref 12345\nfatal: the remote end hung up unexpectedly")]
    [InlineData("fatal: the receiving end does not support --atomic push\nfatal: the remote end hung up unexpectedly")]
    [InlineData("fatal: the receiving end does not support push options\nfatal: the remote end hung up unexpectedly")]
    [InlineData("error: unable to create temporary file: No space left on device\nfatal: early EOF")]
    [InlineData("")]
    public void A_permission_name_or_disk_error_is_permanent(string error) =>
        GitFailure.IsTransient(error).Should().BeFalse();

    [Theory]
    [InlineData("[remote rejected] (Internal Server Error)", "")]
    [InlineData("[remote rejected] (failure)", "remote: fatal error in commit_refs")]
    [InlineData("[remote failure] (remote failed to report status)", "remote: Internal Server Error")]
    [InlineData(
        null,
        "error: RPC failed; HTTP 502 curl 22\nsend-pack: unexpected disconnect while reading sideband packet"
    )]
    public void A_push_with_a_server_error_is_retried(string? reason, string error) =>
        PushReport.IsTransient(Report(reason), error).Should().BeTrue();

    [Theory]
    [InlineData("[remote rejected] (pre-receive hook declined)", "remote: Internal Server Error")]
    [InlineData("[remote rejected] (failure)", "remote: this branch is frozen")]
    [InlineData("[remote rejected] (non-fast-forward)", "")]
    [InlineData("[rejected] (stale info)", "")]
    [InlineData("[remote rejected] (cannot lock ref 'refs/heads/a')", "")]
    public void A_rejected_push_is_not_retried(string reason, string error) =>
        PushReport.IsTransient(Report(reason), error).Should().BeFalse();

    [Fact]
    public void A_push_with_one_rejected_ref_is_not_retried() =>
        PushReport
            .IsTransient(
                $"{Report("[remote rejected] (Internal Server Error)")}!\ta:refs/heads/b\t[rejected] (stale info)\n",
                ""
            )
            .Should()
            .BeFalse();

    [Theory]
    [InlineData(FailureKind.Unavailable)]
    [InlineData(FailureKind.Rejected)]
    public void Out_of_memory_has_the_kind_that_the_caller_chooses(FailureKind kind) =>
        GitFailure.From("The refs were not read.", "fatal: Out of memory, realloc failed", kind).Kind.Should().Be(kind);

    private static string Report(string? reason) =>
        reason is null
            ? ""
            : $"To https://git.example/a.git\n!\ta:refs/heads/a\t{reason}\n!\tb:refs/heads/b\t[rejected] (atomic push failed)\n";
}

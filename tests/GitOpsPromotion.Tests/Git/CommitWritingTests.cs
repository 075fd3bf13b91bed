using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>The identity and the signature of commits.</summary>
public sealed class CommitWritingTests : TreeTest
{
    [Fact]
    public async Task Signs_if_git_is_configured_to_sign()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The key is made with a POSIX ssh-keygen.");
        using (
            var keygen = System.Diagnostics.Process.Start(
                "ssh-keygen",
                ["-q", "-t", "ed25519", "-N", "", "-C", "ada@example.com", "-f", Sandbox["key"]]
            )
        )
        {
            await keygen.WaitForExitAsync();
        }

        var key = await File.ReadAllTextAsync(Sandbox["key.pub"]);
        await File.WriteAllTextAsync(Sandbox["signers"], $"ada@example.com {key}");
        Clone.Git("config", "commit.gpgsign", "true");
        Clone.Git("config", "gpg.format", "ssh");
        Clone.Git("config", "user.signingkey", Sandbox["key.pub"]);
        Clone.Git("config", "gpg.ssh.allowedSignersFile", Sandbox["signers"]);
        await using var signing = await Clone.OpenAsync();

        var commit = await signing.CommitFileAsync(Tip, "a.yaml", "signed");

        Clone.Git("verify-commit", commit.Value);
        (await signing.FindCommitAsync(commit, default))!.Message.Should().Be("Write a.yaml\n");
    }

    [Fact]
    public async Task Reports_that_signing_failed()
    {
        Clone.Git("config", "commit.gpgsign", "1");
        Clone.Git("config", "gpg.format", "ssh");
        Clone.Git("config", "user.signingkey", Sandbox["none.pub"]);
        await using var signing = await Clone.OpenAsync();

        var commit = () => signing.CommitFileAsync(Tip, "a.yaml", "signed");

        var failure = (await commit.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Hint.Should().Contain("commit.gpgsign");
    }

    [Fact]
    public async Task Commits_with_its_own_identity_if_none_is_configured()
    {
        var commit = await Repository.CommitFileAsync(Tip, "a.yaml", "new");

        Clone
            .Git("log", "-1", "--format=%an <%ae> %cn <%ce>", commit.Value)
            .Should()
            .Be("gitops-promotion <gitops-promotion@localhost> gitops-promotion <gitops-promotion@localhost>");
    }

    [Fact]
    public async Task Commits_with_the_configured_identity()
    {
        Clone.Git("config", "user.name", "Grace");
        Clone.Git("config", "user.email", "grace@example.com");
        Clone.Git("config", "author.name", "Ada");
        Clone.Git("config", "i18n.commitEncoding", "ISO-8859-1");
        await using var configured = await Clone.OpenAsync();

        var commit = await configured.CommitFileAsync(Tip, "apps/ü.yaml", "new");

        Clone
            .Git("log", "-1", "--format=%an <%ae> %cn <%ce> %s", "--encoding=UTF-8", commit.Value)
            .Should()
            .Be("Ada <grace@example.com> Grace <grace@example.com> Write apps/ü.yaml");
    }
}

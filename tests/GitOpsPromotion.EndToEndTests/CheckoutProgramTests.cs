using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The checkout has files with the names of programs. None of them is started.</summary>
[Trait("suite", "release")]
public sealed class CheckoutProgramTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(".:")]
    [InlineData("./:bin:")]
    public async Task Programs_in_the_checkout_are_not_started(string before)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The programs are POSIX shell scripts.");
        }

        foreach (var name in new[] { "git", "gpg", "ssh", "git-remote-file", "bin/git", "gitops-promotion" })
        {
            WriteProgram(name);
        }

        site.Clone.Git("config", "commit.gpgsign", "false");
        site.Tool.Variables["PATH"] = before + Environment.GetEnvironmentVariable("PATH");
        site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = "t0k3n-of-the-checkout";

        (await site.NewAsync("1.1.0")).Expect(0);
        (await site.RunAsync("list")).Expect(0);

        File.Exists(Started).Should().BeFalse();
        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
    }

    // .NET would try to start it, although it is not executable.
    [Theory]
    [InlineData("git")]
    [InlineData("git.exe")]
    [InlineData("git.cmd")]
    public async Task Files_with_the_name_of_a_program_are_ignored(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(site.Clone.Path, name), "How we use git here.\n");

        (await site.RunAsync("list")).Expect(0);
    }

    // git, which runs in the checkout, searches the signing program on the PATH.
    [Fact]
    public async Task A_program_that_signs_is_not_started_from_the_checkout()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The programs are POSIX shell scripts.");
        }

        WriteProgram("sign-here");
        site.Clone.Git("config", "commit.gpgsign", "true");
        site.Clone.Git("config", "gpg.program", "sign-here");
        site.Tool.Variables["PATH"] = $".:{Environment.GetEnvironmentVariable("PATH")}:";

        (await site.NewAsync("1.1.0")).Expect(1).Error.Should().Contain("Writing the commit failed.");

        File.Exists(Started).Should().BeFalse();
    }

    private string Started => Path.Combine(site.Folder, "started");

    private void WriteProgram(string name)
    {
        var file = Path.Combine(site.Clone.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"#!/bin/sh\n(echo \"$0\"; env) >> '{Started}'\nexit 1\n");

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

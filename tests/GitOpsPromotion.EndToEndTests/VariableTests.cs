using FluentAssertions;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Environment variables and settings that make git fail: the error has their names.</summary>
[Trait("suite", "release")]
public sealed class VariableTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("GIT_AUTHOR_DATE", "yesterdayish")]
    [InlineData("GIT_COMMITTER_DATE", "31st of never")]
    [InlineData("GIT_ALLOW_PROTOCOL", "ssh")]
    [InlineData("GIT_CONFIG_COUNT", "many")]
    public async Task Is_reported_with_its_value(string name, string value)
    {
        site.Tool.Variables[name] = value;

        var run = (await site.NewAsync("1.1.0")).Expect(2);

        run.Error.Should().StartWith($"error: {name} is set to '{value}', which makes git fail: ");
        OneSentence(run);
        site.Tip.Should().Be(site.First);
    }

    [Fact]
    public async Task A_proxy_is_reported()
    {
        await using var server = await GitHttpServer.StartAsync(site.Folder);
        site.Clone.Git("remote", "set-url", "origin", server.AddressOf("remote.git"));
        // The name is invalid, so git fails without a lookup, and the tool does not try again.
        site.Tool.Variables["http_proxy"] = "http://ada:s3cret@a..invalid:1";

        var run = (await site.RunAsync("list", "--provider", "git")).Expect(3);

        run.Error.Should().Contain("http_proxy is set to 'http://***@a..invalid:1', which makes git fail: ");
        OneSentence(run);
    }

    [Fact]
    public async Task Push_options_are_reported_if_the_remote_does_not_support_them()
    {
        site.Clone.Git("config", "push.pushOption", "ci.skip");

        var run = (await site.NewAsync("1.1.0")).Expect(2);

        run.Error.Should().Contain("push.pushoption is set to 'ci.skip'").And.Contain("--unset-all push.pushOption");
        OneSentence(run);
        site.Tip.Should().Be(site.First);
    }

    [Fact]
    public async Task An_ssh_program_that_cannot_be_started_is_reported()
    {
        site.Clone.Git("remote", "set-url", "origin", "git@git.example.invalid:org/repo.git");
        site.Tool.Variables["GIT_SSH_COMMAND"] = "no-such-ssh -o BatchMode=yes";

        var run = (await site.RunAsync("list", "--provider", "git")).Expect(2);

        run.Error.Should().Contain("GIT_SSH_COMMAND is set to 'no-such-ssh -o BatchMode=yes'");
        OneSentence(run);
    }

    [Fact]
    public async Task A_missing_folder_for_temporary_files_is_reported()
    {
        site.Tool.Variables["TMPDIR"] = Path.Combine(site.Folder, "nowhere");
        site.Tool.Variables["TMP"] = Path.Combine(site.Folder, "nowhere");

        var run = (await site.RunAsync("demo")).Expect(2);

        run.Error.Should().Contain("nowhere").And.Contain("TMPDIR");
        OneSentence(run);
    }

    // .NET does not support such years.
    [Fact]
    public async Task A_time_after_the_year_9999_is_accepted()
    {
        site.Tool.Variables["GIT_COMMITTER_DATE"] = "@999999999999999 +1400";

        (await site.NewAsync("1.1.0")).Expect(0);
        site.Pull();
        (await site.RunAsync("promote")).Expect(0);
    }

    private static void OneSentence(ToolRun run)
    {
        run.Error.Should().Contain("\nhint: ").And.NotContain("   at ").And.NotContain("should not have happened");
        run.Error.Split('\n').Should().ContainSingle(line => line.StartsWith("error: ", StringComparison.Ordinal));
    }
}

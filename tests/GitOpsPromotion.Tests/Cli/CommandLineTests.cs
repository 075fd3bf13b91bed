using FluentAssertions;
using GitOpsPromotion.Cli;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private const string Token = "t0k3n";

    private readonly GitSandbox sandbox = new();
    private readonly string clone;

    public CommandLineTests()
    {
        var remote = sandbox.CreateRemote();
        remote.Commit("main", ("gitops-promotion.yaml", "environments: [{name: dev}]\n"));
        clone = sandbox.Clone(remote).Path;
    }

    public void Dispose() => sandbox.Dispose();

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Redacts_the_token_in_all_output(string output)
    {
        new TestRepository(clone).Git("remote", "set-url", "origin", $"file:///nowhere/{Token}.git");

        var byOption = await ListAsync(_ => null, "--verbose", "--token", Token, "--output", output);
        var byOptionWithColon = await ListAsync(_ => null, "--verbose", $"--token:{Token}", "--output", output);
        var byVariable = await ListAsync(
            name => name is "GITOPS_PROMOTION_TOKEN" ? $" {Token}\n" : null,
            "--verbose",
            "--output",
            output
        );

        foreach (var run in new[] { byOption, byOptionWithColon, byVariable })
        {
            run.ExitCode.Should().Be(ExitCode.Unavailable);
            run.Error.Should().Contain("error: ").And.Contain("/nowhere/***.git");
            run.AllOutput.Should().NotContain(Token);
        }
    }

    [Fact]
    public async Task Prints_JSON_for_a_failure()
    {
        var run = await ListAsync(_ => null, "--provider", "gitlub", "--output", "json");

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Json.GetProperty("outcome").GetString().Should().Be("failed");
        run.Json.GetProperty("message").GetString().Should().Be("Unknown provider 'gitlub'.");
        run.Json.GetProperty("exitCode").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task Reports_an_interruption()
    {
        using CancellationTokenSource interrupt = new();
        await interrupt.CancelAsync();
        using StringWriter error = new();

        var code = await CommandLine.RunAsync(
            ["list", "--sourcedir", clone],
            new Terminal(TextWriter.Null, error, width: 80, color: false),
            _ => null,
            new JumpingTime(),
            Interruption.None with
            {
                Token = interrupt.Token,
            }
        );

        code.Should().Be(ExitCode.Interrupted);
        error
            .ToString()
            .TrimEnd()
            .Should()
            .Be("interrupted: what was done so far stays; run the command again to finish.");
    }

    [Fact]
    public async Task Fails_if_the_result_was_not_written()
    {
        using ClosedWriter closed = new();
        using StringWriter error = new();

        var code = await CommandLine.RunAsync(
            ["--version"],
            new Terminal(closed, error, width: 80, color: false),
            _ => null,
            new JumpingTime(),
            Interruption.None
        );

        code.Should().Be(ExitCode.Failed);
        error
            .ToString()
            .Should()
            .StartWith("error: The result was not written to standard output: the stream is closed.")
            .And.Contain("hint: ");
    }

    [Fact]
    public async Task Explains_a_board_without_markers()
    {
        var run = await ListAsync(_ => null);

        run.ExitCode.Should().Be(ExitCode.Done);
        run.Output.Should().BeEmpty();
        run.Error.Should().StartWith("note: no image policy markers found.").And.Contain("$imagepolicy");
    }

    [Fact]
    public async Task Explains_a_filtered_board_without_markers()
    {
        var run = await ListAsync(_ => null, "--group", "shop", "--app", "cart");

        run.ExitCode.Should().Be(ExitCode.Done);
        run.Error.TrimEnd()
            .Should()
            .Be(
                "note: no image policy markers found for app 'cart' in group 'shop'. "
                    + "Run 'gitops-promotion list' without options to see all apps."
            );
    }

    [Fact]
    public async Task Requires_a_branch_if_none_can_be_determined()
    {
        new TestRepository(clone).Git("checkout", "--quiet", "--detach");

        var unknown = await InProcessTool.RunAsync("status", "--sourcedir", clone);
        var known = await InProcessTool.RunAsync(
            name => name is "GITHUB_HEAD_REF" ? "fix-typo" : null,
            "status",
            "--sourcedir",
            clone
        );

        unknown.ExitCode.Should().Be(ExitCode.Usage);
        unknown.Error.Should().Contain("HEAD is detached").And.Contain("hint: Set it with --branch.");
        known.ExitCode.Should().Be(ExitCode.Done);
        known.Output.TrimEnd().Should().Be("Promotion was manual, skipping check");
    }

    private Task<InProcessTool> ListAsync(Func<string, string?> variables, params string[] more) =>
        InProcessTool.RunAsync(variables, ["list", "--sourcedir", clone, .. more]);
}

using FluentAssertions;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The last script of <c>action.yml</c>, run by bash with the built tool.</summary>
public sealed class ActionTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Starts_a_promotion()
    {
        (await RunAsync("new", ("group", "webshop"), ("app", "webui"), ("tag", "1.1.0"))).Should().Be(0);

        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
        (await File.ReadAllTextAsync(Path.Combine(site.Folder, "output")))
            .Should()
            .Contain("\nopened\n")
            .And.Contain("\npromote/webshop-webui\n");
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Supports_a_dry_run()
    {
        (await RunAsync("new", ("group", "webshop"), ("app", "webui"), ("tag", "1.1.0"), ("dry_run", "true")))
            .Should()
            .Be(0);

        site.Tip.Should().Be(site.First);
    }

    // Workflows of the Go tool may pass them; the Go tool ignored them.
    [Trait("suite", "release")]
    [Fact]
    public async Task Ignores_the_options_of_the_Go_tool() =>
        (await RunAsync("promote", ("group", "webshop"), ("app", "webui"), ("tag", "1.1.0"))).Should().Be(0);

    [Theory]
    [InlineData("new", "environment", "qa")]
    [InlineData("promote", "image", "registry.example.com/webui")]
    [InlineData("new", "dry_run", "True")]
    public async Task Rejects_options_of_other_commands(string command, string input, string value)
    {
        (await RunAsync(command, ("group", "webshop"), ("app", "webui"), ("tag", "1.1.0"), (input, value)))
            .Should()
            .Be(2);

        site.Tip.Should().Be(site.First);
    }

    [Trait("suite", "release")]
    [Theory]
    [InlineData("--dry-run")]
    [InlineData("$(touch pwned)")]
    [InlineData("1.1.0\"; touch pwned; \"")]
    [InlineData("1.1.0 --provider git")]
    public async Task Does_not_run_values_as_commands_or_options(string tag)
    {
        (await RunAsync("new", ("group", "webshop"), ("app", "webui"), ("tag", tag))).Should().Be(2);

        site.Tip.Should().Be(site.First);
        File.Exists(Path.Combine(site.Clone.Path, "pwned")).Should().BeFalse();
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Has_the_exit_code_of_the_tool() => (await RunAsync("propose")).Should().Be(2);

    // Its merges start no workflows, so the version would not be promoted further.
    [Theory]
    [InlineData("promote", "", true)]
    [InlineData("promote", "given", false)]
    [InlineData("status", "", false)]
    public async Task Warns_about_the_token_of_the_workflow(string command, string token, bool warns)
    {
        // The script alone warns.
        var run = await RunScriptAsync(command, token, program: "true");

        run.Output.Contains("::warning title=gitops-promotion promote::", StringComparison.Ordinal).Should().Be(warns);
    }

    // The pull request may come from outside.
    [Trait("suite", "release")]
    [Fact]
    public async Task Starts_no_program_of_the_checkout()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program is a POSIX shell script.");
        var program = Path.Combine(site.Clone.Path, "git");
        var started = Path.Combine(site.Folder, "started");
        ShellScript.Write(program, $"env > '{started}'\nexit 1");

        var run = await RunScriptAsync(
            "new",
            "given",
            program: null,
            ("group", "webshop"),
            ("app", "webui"),
            ("tag", "1.1.0")
        );

        run.Expect(0);
        File.Exists(started).Should().BeFalse();
    }

    private async Task<int> RunAsync(string command, params (string Name, string Value)[] options) =>
        (await RunScriptAsync(command, token: "", program: null, options)).ExitCode;

    private async Task<ToolRun> RunScriptAsync(
        string command,
        string token,
        string? program,
        params (string Name, string Value)[] options
    )
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The bash that comes first there is of another system.");
        }

        // The script of the last step, without the indentation of YAML.
        var action = await File.ReadAllTextAsync(ActionFile());
        var script = string.Join(
            '\n',
            action[(action.LastIndexOf("run: |", StringComparison.Ordinal) + 6)..]
                .Split('\n')
                .Select(line => line.Trim())
        );
        site.Tool.Variables["GITHUB_ACTIONS"] = "true";
        site.Tool.Variables["GITHUB_OUTPUT"] = Path.Combine(site.Folder, "output");
        site.Tool.Variables["program"] = program ?? ToolExecutable.Path;
        site.Tool.Variables["command"] = command;
        site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = token;
        foreach (var (name, value) in options)
        {
            site.Tool.Variables[$"option_{name}"] = value;
        }

        // Like GitHub's runner.
        using var running = site.Tool.Start(
            site.Clone.Path,
            "bash",
            ["--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        );
        return await running.EndAsync();
    }

    private static string ActionFile()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "action.yml")))
        {
            directory = directory.Parent;
        }

        return Path.Combine(directory.FullName, "action.yml");
    }
}

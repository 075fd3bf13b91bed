using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The tab key in shells with the script of <c>completion</c>.</summary>
/// <remarks>The completion of names has 200 milliseconds, so no other test runs at the same time.</remarks>
[Collection(TimingSensitiveTests.Name)]
public sealed class CompletionTests : IDisposable
{
    private const int MaxAttempts = 20;

    private static readonly string[] Names = ["webshop", "webui", "prod"];

    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    public static TheoryData<string, string> Lines() =>
        new()
        {
            { "gitops-promotion prom", "gitops-promotion promote" },
            { "gitops-promotion new --gr", "gitops-promotion new --group" },
            { "gitops-promotion list --output js", "gitops-promotion list --output json" },
            { "gitops-promotion list --output=js", "gitops-promotion list --output=json" },
            { "gitops-promotion list --group web", "gitops-promotion list --group webshop" },
            { "gitops-promotion list --group webshop --app we", "gitops-promotion list --group webshop --app webui" },
            { "gitops-promotion merge --environment pr", "gitops-promotion merge --environment prod" },
        };

    [Fact]
    public Task Bash_completes_a_command() =>
        PressesTabInBashAsync("gitops-promotion prom", "gitops-promotion promote");

    [Trait("suite", "release")]
    [Theory]
    [MemberData(nameof(Lines))]
    public Task Bash_completes(string typed, string line) => PressesTabInBashAsync(typed, line);

    [Trait("suite", "release")]
    [Theory]
    [MemberData(nameof(Lines))]
    public Task Zsh_completes(string typed, string line) =>
        PressesTabAsync(
            "zsh",
            "zsh -f -i",
            "autoload -U compinit; compinit -u -d ../zcompdump; source <(gitops-promotion completion zsh)",
            typed,
            line
        );

    [Trait("suite", "release")]
    [Theory]
    [MemberData(nameof(Lines))]
    public Task Fish_completes(string typed, string line)
    {
        Require("fish");

        // It prints the completed last argument.
        return ShowsAsync(
            line[(line.LastIndexOf(' ') + 1)..],
            "",
            "fish",
            "--no-config",
            "--command",
            $"gitops-promotion completion fish | source; complete --do-complete '{typed}'"
        );
    }

    [Trait("suite", "release")]
    [Theory]
    [MemberData(nameof(Lines))]
    public Task PowerShell_completes(string typed, string line)
    {
        Require("pwsh");

        return ShowsAsync(
            line[(line.LastIndexOf(' ') + 1)..],
            "",
            "pwsh",
            "-NoProfile",
            "-Command",
            "gitops-promotion completion powershell | Out-String | Invoke-Expression; "
                + $"(TabExpansion2 '{typed}' {typed.Length}).CompletionMatches.CompletionText"
        );
    }

    [Fact]
    public async Task Other_shells_are_rejected()
    {
        var run = (await site.RunAsync("completion", "tcsh")).Expect(2);

        run.Output.Should().BeEmpty();
        run.Error.Should().Contain("'tcsh'").And.Contain("bash, zsh, fish, powershell");
    }

    private Task PressesTabInBashAsync(string typed, string line) =>
        PressesTabAsync(
            "bash",
            "bash --norc --noprofile -i",
            "source <(gitops-promotion completion bash)",
            typed,
            line
        );

    /// <summary>Types into a terminal and prints the completed line with <c>echo</c>.</summary>
    private Task PressesTabAsync(string shell, string command, string setup, string typed, string line)
    {
        Require(shell);
        Require("script");

        // Control-A moves to the start of the line.
        return ShowsAsync(
            line,
            $"{setup}\n{typed}\t\u0001echo \nexit\n",
            "script",
            "--quiet",
            "--return",
            "--command",
            command,
            "/dev/null"
        );
    }

    /// <summary>Runs a shell until it prints the line: on a slow machine, the completion of names may time out.</summary>
    private async Task ShowsAsync(string line, string input, string program, params string[] arguments)
    {
        var isName = Names.Any(name => line.EndsWith(name, StringComparison.Ordinal));
        IEnumerable<string> shown = [];
        for (
            var attempt = 1;
            attempt <= (isName ? MaxAttempts : 1) && !shown.Contains(line, StringComparer.Ordinal);
            attempt++
        )
        {
            var output = await RunAsync(input, program, arguments);
            shown = [.. output.Split('\n').Select(each => each.TrimEnd())];
        }

        shown.Should().Contain(line);
    }

    private static void Require(string program) =>
        Assert.SkipUnless(
            Environment
                .GetEnvironmentVariable("PATH")!
                .Split(Path.PathSeparator)
                .Any(folder =>
                    File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, $"{program}.exe"))
                ),
            $"{program} is not installed"
        );

    private async Task<string> RunAsync(string input, string program, params string[] arguments)
    {
        site.Tool.Variables["TERM"] = "dumb";
        site.Tool.Variables["PATH"] =
            $"{Path.GetDirectoryName(ToolExecutable.Path)}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        using var running = site.Tool.Start(site.Clone.Path, program, arguments, input);
        return (await running.EndAsync()).Output;
    }
}

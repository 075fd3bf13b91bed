using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Text from outside is printed as text: terminals and CI systems never interpret it.</summary>
public static partial class RemoteTextTests
{
    /// <summary>Commands of GitHub Actions and Azure Pipelines, and a bidirectional control character.</summary>
    private const string Commands = "::error::pwned ##vso[task.complete]pwned ##[error]pwned \u202Epwned";

    private static readonly string Configuration = Webshop.PerApp.Replace(
        "minutes: 1",
        "minutes: \"1s\"",
        StringComparison.Ordinal
    );

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public static async Task In_the_description_of_a_status(string output)
    {
        using var site = await InProcessSite.OpenToQaAsync(Configuration);
        (await site.ReportAsync("dev", "failure", "--description", Commands)).Expect(ExitCode.Done);

        Harmless((await site.StatusAsync("promote/webshop-webui", "--output", output)).Expect(ExitCode.Failed));
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task In_a_status_that_was_written_by_hand()
    {
        using var site = await InProcessSite.OpenToQaAsync(Configuration);
        site.Write(
            $"refs/gitops-promotion/statuses/{site.Tip}",
            new JsonObject
            {
                ["schema"] = 1,
                ["commit"] = site.Tip,
                ["statuses"] = new JsonArray(
                    new JsonObject
                    {
                        ["context"] = "x/webshop-dev/\u001B[31m\r\n::error::pwned",
                        ["state"] = "failure",
                        ["description"] = $"\u001B]0;title\u0007\r\n{Commands}",
                    }
                ),
            }
        );

        Harmless((await site.StatusAsync()).Expect(ExitCode.Failed), shown: false);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public static async Task In_the_output_of_a_hook(string output)
    {
        using InProcessSite site = new(Configuration);
        site.Remote.WriteHook(
            "pre-receive",
            $$"""
            printf '::set-output name=x::pwned\r::error::pwned\n##vso[task.setvariable variable=x]pwned\n' >&2
            printf '\033[2J\033]0;pwned\007 ##[group]pwned \342\200\256pwned\n\n::stop-commands::x\n' >&2
            exit 1
            """
        );

        Harmless((await site.NewAsync("1.1.0", "--output", output)).Expect(ExitCode.Failed));
        Harmless((await site.NewAsync("1.1.0", "--output", output, "--verbose")).Expect(ExitCode.Failed));
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task In_the_title_of_a_pull_request()
    {
        using var site = await InProcessSite.OpenInDevAsync(Configuration);
        var older = site.CloneAs("older");
        (await site.NewAsync("1.2.0")).Expect(ExitCode.Done);
        site.Pull();
        (await site.RunAsync("promote")).Expect(ExitCode.Done);
        site.EditOpen("promote/webshop-webui", _ => Commands, "title");

        Harmless((await site.RunInAsync(older.Path, "promote")).Expect(ExitCode.Done));
        Harmless((await site.RunInAsync(older.Path, "promote", "--output", "json")).Expect(ExitCode.Done));
    }

    [Fact]
    public static async Task In_the_description_of_a_pull_request()
    {
        using var site = await InProcessSite.OpenToQaAsync(Configuration);
        site.EditOpen("promote/webshop-webui", body => body.Replace("webui", Commands, StringComparison.Ordinal));

        Harmless((await site.StatusAsync()).Expect(ExitCode.Failed), shown: false);
        Harmless((await site.RunAsync("list")).Expect(ExitCode.Done), shown: false);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public static async Task In_a_manifest(string output)
    {
        using InProcessSite site = new(Configuration);
        site.Remote.Commit(
            "main",
            (
                "webshop/dev/##vso[task.complete]pwned.yaml",
                """
                ##vso[task.complete]pwned
                ##[error]pwned ‮pwned
                other:
                  digest: "::error::pwned \e[31m\r\n##vso[x]" # {"$imagepolicy": "webshop:other:digest"}
                tag: "1.0" # {"$imagepolicy": "webshop:webui:tag"}
                ::error::pwned: 1

                """
            )
        );

        Harmless((await site.RunAsync("list", "--output", output)).Expect(ExitCode.Done));
        Harmless((await site.NewAsync("1.1.0", "--dry-run", "--output", output)).Expect(ExitCode.Done));
        Harmless((await site.NewAsync("1.1.0", "--output", output)).Expect(ExitCode.Done), shown: output is "json");
    }

    [Fact]
    public static async Task In_the_configuration()
    {
        using InProcessSite wrong = new("\"::error::pwned \\e[31m##vso[x]\u202E\": 1\n");

        Harmless((await wrong.RunAsync("list")).Expect(ExitCode.Usage));
    }

    [Fact]
    public static async Task In_the_name_of_a_branch()
    {
        using InProcessSite site = new(Configuration);
        site.Variables["GITHUB_HEAD_REF"] = "promote/##vso-\u202Epwned";
        site.Clone.Git("checkout", "--quiet", "--detach");

        Harmless((await site.RunAsync("status")).Expect(ExitCode.Failed));
        Harmless((await site.StatusAsync("promote/\u2066pwned")).Expect(ExitCode.Usage));
    }

    [Fact]
    public static async Task In_the_arguments()
    {
        using InProcessSite site = new(Configuration);
        Harmless((await site.NewAsync($"\u001B[31m\r\n{Commands}")).Expect(ExitCode.Usage));
        Harmless((await site.RunAsync("list", "--provider", Commands)).Expect(ExitCode.Usage));
        Harmless((await site.RunInAsync($"./{Commands}", "list")).Expect(ExitCode.Usage));
    }

    /// <param name="run">The output.</param>
    /// <param name="shown">Whether the output must contain the text.</param>
    private static void Harmless(InProcessTool run, bool shown = true)
    {
        var said = run.AllOutput.ReplaceLineEndings("\n");

        said.Should().NotMatchRegex(Control.ToString()).And.NotMatchRegex(Command.ToString());
        (said.Contains("pwned", StringComparison.Ordinal) || !shown).Should().BeTrue(said);
    }

    // Control characters except line feed and tab, invisible characters, and bidirectional controls.
    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}-[\n\t]]")]
    private static partial Regex Control { get; }

    [GeneratedRegex(@"(?i)(^|\n)\s*::|##vso\[|##\[")]
    private static partial Regex Command { get; }
}

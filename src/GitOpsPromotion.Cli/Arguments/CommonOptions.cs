using System.CommandLine;
using GitOpsPromotion.Cli.Providers;
using GitOpsPromotion.Configuration;

namespace GitOpsPromotion.Cli.Arguments;

/// <summary>The options of every command.</summary>
internal sealed class CommonOptions
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(15);

    private readonly Option<string> output = ParsableOption.OneOf(
        "--output",
        "Output format: one line of text, or one JSON object.",
        ["text", "json"],
        "-o"
    );

    private readonly Option<Duration> timeout = ParsableOption.Optional<Duration>(
        "--timeout",
        "DURATION",
        "Overall timeout, such as 90s or 1h. status adds status_timeout_minutes to it. Default: 15m.",
        Duration.Form
    );

    public CommonOptions()
    {
        timeout.Recursive = true;
        output.Recursive = true;
        output.DefaultValueFactory = _ => "text";
    }

    public Option<string?> Provider { get; } =
        new("--provider")
        {
            Description =
                $"The provider of the pull requests: {KnownProvider.Names}. Default: inferred from the URL of origin.",
            HelpName = "NAME",
            Recursive = true,
        };

    public Option<string?> Token { get; } =
        new("--token")
        {
            Description =
                "The token for the remote. GITOPS_PROMOTION_TOKEN is safer: other users of the machine can see arguments.",
            HelpName = "TOKEN",
            Recursive = true,
        };

    public Option<string> SourceDirectory { get; } =
        new("--sourcedir")
        {
            Description = "A folder of the GitOps repository.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => ".",
            Recursive = true,
        };

    public Option<bool> DryRun { get; } =
        new("--dry-run")
        {
            Description = "Print what the command would do, without changing the remote.",
            Recursive = true,
        };

    public Option<bool> Verbose { get; } =
        new("--verbose")
        {
            Description = "Log the git commands to standard error, and print stack traces.",
            Recursive = true,
        };

    public IEnumerable<Option> All => [Provider, Token, SourceDirectory, DryRun, output, timeout, Verbose];

    /// <summary>The overall timeout, without the waits that the configuration sets.</summary>
    public TimeSpan TimeoutFor(ParseResult parsed) => parsed.GetValue(timeout)?.Value ?? DefaultTimeout;

    public bool IsJson(ParseResult parsed) => parsed.GetValue(output) == "json";
}

using System.CommandLine;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli;

/// <summary>The options that every command takes.</summary>
internal sealed class CommonOptions
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(15);

    private readonly Option<string> output = ParsableOption.OneOf(
        "--output",
        "Print one line for people (text) or one object for programs (json).",
        ["text", "json"],
        "-o"
    );

    private readonly Option<Duration> timeout = ParsableOption.Optional<Duration>(
        "--timeout",
        "DURATION",
        "Give up after that long, such as 90s or 1h. status waits for status_timeout_minutes on top. Default: 15m.",
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
            Description = $"Where the pull requests live: {KnownProvider.Names}. Default: told from the URL of origin.",
            HelpName = "NAME",
            Recursive = true,
        };

    public Option<string?> Token { get; } =
        new("--token")
        {
            Description =
                "The token for the remote. Safer: set GITOPS_PROMOTION_TOKEN, since arguments are seen by others on the machine.",
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
            Description = "Show what would be done, and change nothing at the remote.",
            Recursive = true,
        };

    public Option<bool> Verbose { get; } =
        new("--verbose")
        {
            Description = "Say on standard error what is run, and show stack traces.",
            Recursive = true,
        };

    public IEnumerable<Option> All => [Provider, Token, SourceDirectory, DryRun, output, timeout, Verbose];

    /// <summary>How long the command may take, besides what the configuration tells it to wait.</summary>
    public TimeSpan TimeoutFor(ParseResult parsed) => parsed.GetValue(timeout)?.Value ?? DefaultTimeout;

    public bool WantsJson(ParseResult parsed) => parsed.GetValue(output) == "json";
}

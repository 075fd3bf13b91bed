using System.CommandLine;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Cli.Providers;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli.Execution;

/// <summary>Composes the objects of one run of a command.</summary>
/// <param name="common">The options of every command.</param>
/// <param name="terminal">Receives results and messages.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="time">The clock.</param>
/// <param name="interruption">The signals that end the command.</param>
internal sealed class Composition(
    CommonOptions common,
    Terminal terminal,
    Func<string, string?> environment,
    TimeProvider time,
    Interruption interruption
) : IDisposable
{
    // The providers follow redirects: they know which requests may go to another address. Lazy, so that help does not load the
    // network stack.
    private readonly Lazy<HttpClient> http = new(() =>
        new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }, disposeHandler: true)
    );

    private readonly CiReport ciReport = CiReport.For(environment, terminal);
    private readonly WaitOutput waits = new(terminal, time, TimeProvider.System);
    private string? missingTokenHint;

    public CommonOptions Common => common;

    public Terminal Terminal => terminal;

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variables => environment;

    public Interruption Interruption => interruption;

    /// <summary>The clock. Waits on it are reported on the terminal.</summary>
    public TimeProvider Time => waits.Clock;

    /// <summary>The overall timeout of the command; null before the command has started.</summary>
    public Deadline? Deadline { get; private set; }

    public bool HasTimedOut => Deadline is { HasPassed: true };

    /// <summary>Starts the overall timeout, on the real clock: it is for forges, git and disks.</summary>
    public Deadline StartDeadline(ParseResult parsed) =>
        Deadline = new Deadline(common.TimeoutFor(parsed), TimeProvider.System);

    /// <summary>Opens the repository and the provider that the options select.</summary>
    public async Task<Workspace> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var repository = await GitRepository.OpenAsync(
            parsed.GetValue(common.SourceDirectory)!,
            origin => FindCredential(parsed, origin),
            parsed.GetValue(common.Verbose) ? new Trace(terminal) : null,
            time,
            cancellationToken
        );
        var provider = FindProvider(parsed, repository.Remote.Url);
        var token = FindToken(parsed, provider, repository.Remote.Url);
        if (token is null)
        {
            ReportUnusedTokens(provider, repository.Remote.Url);
            missingTokenHint = repository.Remote.Url.AllowsToken ? MissingToken.HintFor(provider) : null;
        }

        return new Workspace(
            repository,
            provider.Create(
                new ProviderConnection(repository, http.Value, token, waits.Clock)
                {
                    SourceBranchPrefix = PromotionBranch.Prefix,
                }
            ),
            // A provider without token variables keeps pull requests in the repository.
            KnowsPullRequests: token is not null || provider.TokenVariables.Count == 0
        );
    }

    /// <summary>The failure; with a hint about the missing token if access was refused without one.</summary>
    public PromotionException WithTokenHint(PromotionException failure) =>
        failure.Kind is FailureKind.Unauthorized && missingTokenHint is { } hint
            ? new PromotionException(failure.Kind, failure.Message, failure) { Hint = hint }
            : failure;

    /// <summary>Prints the result and reports it to the CI system.</summary>
    /// <returns>The exit code.</returns>
    public int Write(ParseResult parsed, Result result)
    {
        PrinterFor(parsed).Write(result);
        return WriteToCi(parsed, result);
    }

    /// <summary>Prints the results of several merges, and reports them to the CI system.</summary>
    /// <returns>The exit code of the worst result.</returns>
    public int Write(ParseResult parsed, PromoteResults results)
    {
        PrinterFor(parsed).Write(results);
        foreach (var report in results.Reports)
        {
            WriteToCi(parsed, report);
        }

        return (int)results.ExitCode;
    }

    /// <summary>Prints the board. If its configuration is invalid, also reports that failure.</summary>
    /// <returns>The exit code.</returns>
    public int Write(ParseResult parsed, Board board, string filter)
    {
        var printer = PrinterFor(parsed);
        printer.Write(board, filter);
        if (board.ConfigurationFailure is not { } failure)
        {
            return (int)ExitCode.Done;
        }

        var failed = Failures.For(failure);
        // The JSON object of the board has the failure, too.
        printer.WriteFailure(failed);
        return WriteToCi(parsed, failed);
    }

    /// <summary>Prints a failure while the command continues.</summary>
    public Result WriteFailure(ParseResult parsed, PromotionException failure)
    {
        var failed = Failures.For(WithTokenHint(failure));
        PrinterFor(parsed).WriteFailure(failed);
        return failed;
    }

    /// <summary>Reports the result to the CI system that runs the command, if there is one.</summary>
    /// <returns>The exit code.</returns>
    public int WriteToCi(ParseResult parsed, Result result)
    {
        ciReport.Write(parsed.CommandResult.Command.Name, result);
        return result.ExitCode ?? (int)ExitCode.Done;
    }

    public void Dispose()
    {
        Deadline?.Dispose();
        waits.Dispose();
        if (http.IsValueCreated)
        {
            http.Value.Dispose();
        }
    }

    private ResultPrinter PrinterFor(ParseResult parsed) =>
        new(terminal, common.IsJson(parsed), parsed.GetValue(common.Verbose));

    private GitCredential? FindCredential(ParseResult parsed, RemoteUrl origin)
    {
        var provider = FindProvider(parsed, origin);
        return provider.CredentialFor(origin, FindToken(parsed, provider, origin));
    }

    private KnownProvider FindProvider(ParseResult parsed, RemoteUrl origin) =>
        KnownProvider.For(origin, parsed.GetValue(common.Provider), environment);

    private string? FindToken(ParseResult parsed, KnownProvider provider, RemoteUrl origin)
    {
        var forOtherHosts = provider.TokensForOtherHosts(origin, environment).Select(token => token.Variable);
        string?[] candidates =
        [
            parsed.GetValue(common.Token),
            environment(KnownProvider.CommonTokenVariable),
            .. provider.TokenVariables.Except(forOtherHosts, StringComparer.Ordinal).Select(environment),
        ];
        return candidates.FirstOrDefault(candidate => !string.IsNullOrWhiteSpace(candidate))?.Trim();
    }

    private void ReportUnusedTokens(KnownProvider provider, RemoteUrl origin)
    {
        foreach (var (variable, host) in provider.TokensForOtherHosts(origin, environment))
        {
            terminal.WriteError(
                $"note: {variable} is not used: in this job it is the token for {host}, and origin is on {origin.Host}. "
                    + $"Set {KnownProvider.CommonTokenVariable} to a token for {origin.Host}."
            );
        }
    }

    private sealed class Trace(Terminal terminal) : IProgress<string>
    {
        public void Report(string value) => terminal.WriteError(value);
    }
}

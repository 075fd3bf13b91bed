using System.CommandLine;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli;

/// <summary>Wires the library by hand.</summary>
internal sealed class Composition(
    CommonOptions common,
    Terminal terminal,
    Func<string, string?> environment,
    TimeProvider time
) : IDisposable
{
    /// <summary>The environment variable that holds the token, whatever the provider.</summary>
    public const string TokenVariable = "GITOPS_PROMOTION_TOKEN";

    // Redirects are followed by the providers, which know what may be sent where. Made when it is needed: help is not
    // to load a network stack.
    private readonly Lazy<HttpClient> http = new(() =>
        new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }, disposeHandler: true)
    );

    private string? missingToken;
    private readonly WaitOutput waits = new(terminal, time, TimeProvider.System);

    public CommonOptions Common => common;

    public Terminal Terminal => terminal;

    public Func<string, string?> Variables => environment;

    /// <summary>Where a CI system is told how it ended.</summary>
    public CiReport Report { get; } = CiReport.For(environment, terminal);

    /// <summary>The clock; what is waited for on it is said.</summary>
    public TimeProvider Time => waits.Clock;

    /// <summary>When the command gives up; null before it has begun.</summary>
    public Deadline? Deadline { get; private set; }

    public bool HasTimedOut => Deadline is { HasPassed: true };

    /// <summary>Lets the command begin.</summary>
    public Deadline StartDeadline(ParseResult parsed) => Deadline = new Deadline(common.TimeoutFor(parsed));

    /// <summary>Opens the repository and the provider that the options name.</summary>
    public async Task<Workspace> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var repository = await GitRepository.OpenAsync(
            parsed.GetValue(common.SourceDirectory)!,
            origin => FindCredential(parsed, origin),
            parsed.GetValue(common.Verbose) ? new Trace(terminal) : null,
            time,
            cancellationToken
        );
        var known = FindProvider(parsed, repository.Remote.Url);
        var token = FindToken(parsed, known, repository.Remote.Url);
        if (token is null)
        {
            ReportUnusedTokens(known, repository.Remote.Url);
            missingToken = repository.Remote.Url.AllowsToken ? MissingToken.HintFor(known) : null;
        }

        return new Workspace(
            repository,
            known.Create(new ProviderConnection(repository, http.Value, token, waits.Clock)),
            // A provider without a token of its own keeps pull requests where git reads them.
            KnowsPullRequests: token is not null || known.TokenVariables.Count == 0
        );
    }

    /// <summary>The failure, with the hint that no token is set where that is why access was refused.</summary>
    public PromotionException WithTokenHint(PromotionException failure) =>
        failure.Kind is FailureKind.Unauthorized && missingToken is { } hint
            ? new PromotionException(failure.Kind, failure.Message, failure) { Hint = hint }
            : failure;

    /// <summary>Prints the answer in the form that the options ask for.</summary>
    public int Answer(ParseResult parsed, Result result)
    {
        ResultPrinter.Print(result, terminal, common.WantsJson(parsed));
        Report.Write(parsed.CommandResult.Command.Name, result);
        return (int)ExitCode.Done;
    }

    /// <summary>Prints what was done for several merges. Ends with the worst exit code of them.</summary>
    public int Answer(ParseResult parsed, PromoteResults answer)
    {
        if (common.WantsJson(parsed))
        {
            ResultPrinter.Print(answer.Combined, terminal, json: true);
        }
        else
        {
            foreach (var result in answer.Lines)
            {
                ResultPrinter.Print(result, terminal, json: false);
            }
        }

        foreach (var report in answer.Reports)
        {
            Report.Write(parsed.CommandResult.Command.Name, report);
        }

        return (int)answer.ExitCode;
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

    private GitCredential? FindCredential(ParseResult parsed, RemoteUrl origin)
    {
        var known = FindProvider(parsed, origin);
        return known.CredentialFor(origin, FindToken(parsed, known, origin));
    }

    private KnownProvider FindProvider(ParseResult parsed, RemoteUrl origin) =>
        KnownProvider.For(
            origin,
            parsed.GetValue(common.Provider)
                ?? (
                    KnownProvider.All.Any(known => known.Recognises(origin))
                        ? null
                        : CiServer.FindProvider(environment, origin)
                )
        );

    private string? FindToken(ParseResult parsed, KnownProvider known, RemoteUrl origin)
    {
        string?[] candidates =
        [
            parsed.GetValue(common.Token),
            environment(TokenVariable),
            .. known
                .TokenVariables.Where(variable => CiServer.FindOtherHost(environment, variable, origin) is null)
                .Select(environment),
        ];
        return candidates.FirstOrDefault(candidate => !string.IsNullOrWhiteSpace(candidate))?.Trim();
    }

    private void ReportUnusedTokens(KnownProvider known, RemoteUrl origin)
    {
        foreach (var variable in known.TokenVariables.Where(name => !string.IsNullOrWhiteSpace(environment(name))))
        {
            if (CiServer.FindOtherHost(environment, variable, origin) is { } host)
            {
                terminal.WriteError(
                    $"note: {variable} is not used: in this job it is for {host}, and origin is on {origin.Host}. "
                        + $"Set {TokenVariable} to a token for {origin.Host}."
                );
            }
        }
    }

    private sealed class Trace(Terminal terminal) : IProgress<string>
    {
        public void Report(string value) => terminal.WriteError(value);
    }
}

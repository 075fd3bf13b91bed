using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Git;

/// <summary>Starts git processes in one folder with one environment. No other class starts processes.</summary>
internal sealed class GitProcess(string directory, GitEnvironment environment, IProgress<string>? trace)
{
    private readonly SecretRedactor redaction = new(environment.Secrets);

    /// <summary>The same with one more git setting.</summary>
    public GitProcess With(string key, string value) => new(directory, environment.With(key, value), trace);

    /// <summary>Removes secrets from text of git or the remote.</summary>
    public string Redact(string text) => redaction.Redact(text);

    /// <summary>The full path of a path that git prints relative to its working directory.</summary>
    public string GetFullPath(string path) => Path.GetFullPath(path, Path.GetFullPath(directory));

    /// <summary>Runs git with empty standard input.</summary>
    public Task<GitOutput> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(arguments, static (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Runs git with text on standard input.</summary>
    public Task<GitOutput> RunAsync(
        IReadOnlyList<string> arguments,
        string input,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            arguments,
            (stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(input), token).AsTask(),
            cancellationToken
        );

    /// <summary>Runs git and waits for it to exit.</summary>
    /// <param name="arguments">The arguments. No shell is used.</param>
    /// <param name="writeInput">Writes to standard input.</param>
    /// <param name="cancellationToken">Kills git and its child processes.</param>
    public async Task<GitOutput> RunAsync(
        IReadOnlyList<string> arguments,
        Func<Stream, CancellationToken, Task> writeInput,
        CancellationToken cancellationToken
    )
    {
        await using var git = Start(arguments);
        using MemoryStream output = new();
        var input = git.WriteAsync(writeInput, cancellationToken);
        if (!await git.ReadOutputAsync(output, cancellationToken))
        {
            throw OutputTooLong(arguments[0]);
        }

        await input;
        var exitCode = await git.WaitForExitAsync(cancellationToken);
        var error = await git.Error;
        return exitCode is not 0 && FindCause(exitCode, error) is { } cause
            ? throw cause
            : new(exitCode, output.ToArray(), error);
    }

    /// <summary>The failure if the cause is not the command itself: a signal, or an environment variable or setting of the user.</summary>
    public PromotionException? FindCause(int exitCode, string error) =>
        GitFailure.FindSignal(exitCode, error)
        ?? UserSettingFailure.Find(error, new ProcessStartInfo().Environment, environment.Configuration);

    /// <summary>The failure of a command with options that an old git does not support.</summary>
    public async Task<PromotionException> ExplainAsync(
        string what,
        string error,
        FailureKind otherwise,
        CancellationToken cancellationToken
    ) =>
        GitFailure.IsUsageError(error)
            ? GitFailure.TooOld((await RunAsync(["version"], cancellationToken)).Line)
            : GitFailure.From(what, error, otherwise);

    /// <summary>Starts git. Disposing the result kills it.</summary>
    public RunningGit Start(IReadOnlyList<string> arguments)
    {
        trace?.Report(Redact($"git {string.Join(' ', arguments)}"));
        ProcessStartInfo start = new()
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        environment.ApplyTo(start.Environment, arguments);
        start.FileName = ProgramPath.From(start.Environment).Find("git") ?? throw NotStarted(cause: null);

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            var process =
                Process.Start(start) ?? throw new UnreachableException("No process although no shell is used.");
            GitMemoryLimit.ApplyTo(process);
            return new(process, Redact);
        }
        catch (Win32Exception exception)
        {
            throw NotStarted(exception);
        }
    }

    private static PromotionException NotStarted(Win32Exception? cause) =>
        new(FailureKind.Unavailable, "Starting git failed.", cause)
        {
            Hint =
                "Install git 2.38 or newer and add it to PATH. Only absolute entries of PATH are searched, "
                + "and never the current directory.",
        };

    private static PromotionException OutputTooLong(string command) =>
        new(
            FailureKind.Rejected,
            $"The output of 'git {command}' is longer than {Limits.FormatSize(Limits.GitOutput)}, so it was not read."
        )
        {
            Hint = "The remote may have too many refs, or a file may be too large.",
        };
}

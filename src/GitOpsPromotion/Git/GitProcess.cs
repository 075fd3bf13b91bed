using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>The one place where processes are started: git, in one folder, with one environment.</summary>
internal sealed class GitProcess(string directory, GitEnvironment environment, IProgress<string>? trace)
{
    private readonly SecretRedactor redaction = new(environment.Secrets);

    /// <summary>Takes secrets out of what git or a remote said.</summary>
    public string Redact(string text) => redaction.Redact(text);

    /// <summary>The full path of a file that git names relative to where it runs.</summary>
    public string GetFullPath(string path) => Path.GetFullPath(path, Path.GetFullPath(directory));

    /// <summary>Runs git to its end, with nothing to read.</summary>
    public Task<GitOutput> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(arguments, static (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Runs git to its end, with a text to read.</summary>
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

    /// <summary>Runs git to its end.</summary>
    /// <param name="arguments">One element each; nothing here passes through a shell.</param>
    /// <param name="writeInput">Writes what git is to read from its standard input.</param>
    /// <param name="cancellationToken">Ends git and all that it started.</param>
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

    /// <summary>Why git failed, where the reason lies outside of the command: a signal, or a variable of the user.</summary>
    public PromotionException? FindCause(int exitCode, string error) =>
        GitFailure.FindSignal(exitCode, error)
        ?? UserSettingFailure.Find(error, new ProcessStartInfo().Environment, environment.Configuration);

    /// <summary>Why git ended at once: git itself, where it is too old to know the options that it was given.</summary>
    public async Task<PromotionException> ExplainAsync(
        string what,
        string error,
        FailureKind otherwise,
        CancellationToken cancellationToken
    ) =>
        GitFailure.IsUsageError(error)
            ? GitFailure.TooOld((await RunAsync(["version"], cancellationToken)).Line)
            : GitFailure.From(what, error, otherwise);

    /// <summary>Starts git and leaves it running until it is disposed.</summary>
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
        new(FailureKind.Unavailable, "git could not be started.", cause)
        {
            Hint =
                "Install git 2.38 or newer and put it on the PATH. Only absolute entries of PATH are searched, "
                + "and never the current directory.",
        };

    private static PromotionException OutputTooLong(string command) =>
        new(
            FailureKind.Rejected,
            $"The output of 'git {command}' is longer than {Limits.FormatSize(Limits.GitOutput)}, so it is not read."
        )
        {
            Hint = "The remote may have too many refs, or a file may be too large.",
        };
}

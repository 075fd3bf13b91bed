using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>The one place where processes are started: git, in one folder, with one environment.</summary>
internal sealed class GitProcess(string directory, GitEnvironment environment, IProgress<string>? trace)
{
    private readonly Redaction redaction = new(environment.Secrets);

    /// <summary>Takes secrets out of what git or a remote said.</summary>
    public string Hide(string text) => redaction.Hide(text);

    /// <summary>The full path of a file that git names relative to where it runs.</summary>
    public string Locate(string path) => Path.GetFullPath(path, Path.GetFullPath(directory));

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
        await git.Output.CopyToAsync(output, cancellationToken);
        await input;
        var exitCode = await git.WaitForExitAsync(cancellationToken);
        return new(exitCode, output.ToArray(), await git.Error);
    }

    /// <summary>Why git ended at once: git itself, where it is too old to know the options that it was given.</summary>
    public async Task<PromotionException> FailAsync(
        string what,
        string error,
        FailureKind otherwise,
        CancellationToken cancellationToken
    ) =>
        GitFailure.IsUsage(error)
            ? GitFailure.TooOld((await RunAsync(["version"], cancellationToken)).Line)
            : GitFailure.From(what, error, otherwise);

    /// <summary>Starts git and leaves it running until it is disposed.</summary>
    public RunningGit Start(IReadOnlyList<string> arguments)
    {
        trace?.Report(Hide($"git {string.Join(' ', arguments)}"));
        ProcessStartInfo start = new("git", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        environment.ApplyTo(start.Environment);

        try
        {
            var process =
                Process.Start(start) ?? throw new UnreachableException("No process although no shell is used.");
            return new(process, Hide);
        }
        catch (Win32Exception exception)
        {
            throw new PromotionException(FailureKind.Unreachable, "git could not be started.", exception)
            {
                Hint = "Install git 2.38 or newer and put it on the PATH.",
            };
        }
    }
}

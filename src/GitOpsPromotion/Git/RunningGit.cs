using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>A running git process. Disposing kills it and its child processes.</summary>
internal sealed class RunningGit : IAsyncDisposable
{
    /// <summary>The most that is kept of standard error, in bytes: a remote can send any amount.</summary>
    private const int MaxErrorLength = 64 * 1024;

    private readonly Process process;

    /// <param name="process">A process with all three streams redirected.</param>
    /// <param name="redact">Removes secrets from standard error.</param>
    public RunningGit(Process process, Func<string, string> redact)
    {
        this.process = process;
        Error = DrainAsync(process.StandardError.BaseStream, redact);
    }

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>Standard error, complete once the process has exited.</summary>
    public Task<string> Error { get; }

    /// <summary>Copies standard output; false if it is longer than <see cref="Limits.GitOutput"/>.</summary>
    public async Task<bool> ReadOutputAsync(MemoryStream copy, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (await Output.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (copy.Length + count > Limits.GitOutput)
            {
                return false;
            }

            await copy.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return true;
    }

    /// <summary>Writes to standard input and closes it. A broken pipe is ignored: the exit code and standard error give the reason.</summary>
    public async Task WriteAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write(Input, cancellationToken);
            await Input.FlushAsync(cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Broken pipe.
        }
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        // Killing a process tree is slow, because it enumerates processes.
        if (!process.HasExited)
        {
            Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // The process has just exited.
        }
    }

    private static async Task<string> DrainAsync(Stream stream, Func<string, string> redact)
    {
        using MemoryStream kept = new();
        var buffer = new byte[4096];

        try
        {
            while (await stream.ReadAsync(buffer, CancellationToken.None) is var count and > 0)
            {
                await kept.WriteAsync(buffer.AsMemory(0, (int)Math.Min(count, MaxErrorLength - kept.Length)));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process was killed while its output was read.
        }

        return redact(Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length));
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>A git process that runs. Disposing ends it and all that it started.</summary>
internal sealed class RunningGit : IAsyncDisposable
{
    /// <summary>A remote may send any amount of text to standard error; nobody reads more than this.</summary>
    private const int MaxErrorLength = 64 * 1024;

    private readonly Process process;

    /// <param name="process">Its three streams are redirected.</param>
    /// <param name="hide">Takes secrets out of what git says.</param>
    public RunningGit(Process process, Func<string, string> hide)
    {
        this.process = process;
        Error = DrainAsync(process.StandardError.BaseStream, hide);
    }

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>The whole of standard error, once the process has ended.</summary>
    public Task<string> Error { get; }

    /// <summary>Copies standard output; false where it is longer than is read.</summary>
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

    /// <summary>Writes to standard input and closes it. That git no longer reads is no failure: its exit code and words say why.</summary>
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
            // A broken pipe.
        }
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        // Looking for the children of a process is slow; one that has ended needs no killing.
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
            // It ended in this moment.
        }
    }

    private static async Task<string> DrainAsync(Stream stream, Func<string, string> hide)
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
            // The process was ended while it was being read.
        }

        return hide(Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length));
    }
}

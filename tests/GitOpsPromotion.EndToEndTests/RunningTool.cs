using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>A running process of the tool.</summary>
internal sealed class RunningTool : IDisposable
{
    // Longer than any run: a test that hangs fails.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly string commandLine;
    private readonly Task<string> output;
    private readonly StringBuilder error = new();

    public RunningTool(Process process, string commandLine, string input)
    {
        this.process = process;
        this.commandLine = commandLine;
        output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>Waits for a line with the text on standard error.</summary>
    public async Task SaysAsync(string text)
    {
        using CancellationTokenSource timeout = new(Timeout);
        while (await process.StandardError.ReadLineAsync(timeout.Token) is { } line)
        {
            error.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"{commandLine} ended without saying '{text}': {error}");
    }

    /// <summary>Sends SIGINT, like Ctrl+C.</summary>
    public Task InterruptAsync() => SignalAsync("INT", TimeSpan.Zero);

    /// <summary>Sends a signal after a delay.</summary>
    public async Task SignalAsync(string signal, TimeSpan after)
    {
        await Task.Delay(after);
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<ToolRun> EndAsync()
    {
        using CancellationTokenSource timeout = new(Timeout);
        try
        {
            error.Append(await process.StandardError.ReadToEndAsync(timeout.Token));
            var said = await output.WaitAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new ToolRun(commandLine, process.ExitCode, said, error.ToString());
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{commandLine} did not end within {Timeout}: {error}", exception);
        }
    }

    public void Dispose() => process.Dispose();
}

using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>A run of the tool that has not ended.</summary>
internal sealed class RunningTool : IDisposable
{
    // Far beyond what any run takes: a test that hangs says so.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly string commandLine;
    private readonly Task<string> output;
    private readonly StringBuilder error = new();

    public RunningTool(Process process, IReadOnlyList<string> arguments)
    {
        this.process = process;
        commandLine = $"gitops-promotion {string.Join(' ', arguments)}";
        process.StandardInput.Close();
        output = process.StandardOutput.ReadToEndAsync();
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>Waits for a line on standard error that holds the text.</summary>
    public async Task SaysAsync(string text)
    {
        using CancellationTokenSource patience = new(Patience);
        while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            error.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"{commandLine} ended without saying '{text}': {error}");
    }

    /// <summary>Sends the signal that Ctrl+C sends.</summary>
    public Task InterruptAsync() => SignalAsync("INT", TimeSpan.Zero);

    /// <summary>Sends a signal after a while.</summary>
    public async Task SignalAsync(string signal, TimeSpan after)
    {
        await Task.Delay(after);
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<ToolRun> EndAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        try
        {
            error.Append(await process.StandardError.ReadToEndAsync(patience.Token));
            var said = await output.WaitAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new ToolRun(commandLine, process.ExitCode, said, error.ToString());
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{commandLine} did not end within {Patience}: {error}", exception);
        }
    }

    public void Dispose() => process.Dispose();
}

using System.Runtime.InteropServices;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Cli;

/// <summary>Turns the signals that end a process into an interruption, for the lifetime of the process.</summary>
internal static class ProcessSignals
{
    // Sent by a terminal, a CI system and the end of a session. A signal that is ignored, as by nohup, stays ignored.
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    // CI systems kill a process a few seconds after the signal.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    // The runtime handles a signal on a separate thread.
    private static readonly TimeSpan SignalDelay = TimeSpan.FromMilliseconds(200);

    private static readonly CancellationTokenSource Source = new();
    private static readonly List<PosixSignalRegistration> Registrations = [];

    /// <summary>Registers the handlers.</summary>
    /// <param name="time">The clock of the shutdown timeout.</param>
    /// <param name="reportForcedExit">
    /// Called before the process is ended because the command did not stop, for example because nobody reads its output.
    /// </param>
    public static Interruption Register(TimeProvider time, Action reportForcedExit)
    {
        var watchdog = time.CreateTimer(
            _ =>
            {
                reportForcedExit();
                Environment.Exit((int)ExitCode.Interrupted);
            },
            state: null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );

        foreach (var signal in Signals)
        {
            Registrations.Add(
                PosixSignalRegistration.Create(
                    signal,
                    context =>
                    {
                        // The command stops and prints a message.
                        context.Cancel = true;
                        watchdog.Change(ShutdownTimeout, Timeout.InfiniteTimeSpan);
                        Source.Cancel();
                    }
                )
            );
        }

        return new Interruption(SignalDelay, Source.Token);
    }
}

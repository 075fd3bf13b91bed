using System.Runtime.InteropServices;

namespace GitOpsPromotion.Cli;

/// <summary>Turns the signals that end a process into a cancellation, for as long as the process lives.</summary>
internal static class Interruption
{
    // The signals that a terminal, a CI system and the end of a session send. One that is ignored, as by nohup, stays so.
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    // CI systems kill a process a few seconds after the signal.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    // The signal goes to all processes of the terminal at once; ours is heard on a thread of its own.
    private static readonly TimeSpan SignalDelay = TimeSpan.FromMilliseconds(200);

    private static readonly CancellationTokenSource Source = new();
    private static readonly List<PosixSignalRegistration> Registrations = [];

    /// <summary>Starts to listen.</summary>
    /// <param name="time">Waits for the command to end.</param>
    /// <param name="giveUp">Says why the process ends although the command does not, such as where it waits for somebody to read its output.</param>
    /// <returns>Cancelled when a signal has come.</returns>
    public static CancellationToken Listen(TimeProvider time, Action giveUp)
    {
        var watchdog = time.CreateTimer(
            _ =>
            {
                giveUp();
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
                        // The command ends by itself, and says so.
                        context.Cancel = true;
                        watchdog.Change(ShutdownTimeout, Timeout.InfiniteTimeSpan);
                        Source.Cancel();
                    }
                )
            );
        }

        return Source.Token;
    }

    /// <summary>Whether an interrupt has come, or comes within a moment.</summary>
    public static bool IsUnderWay(CancellationToken interruption) =>
        interruption.CanBeCanceled && interruption.WaitHandle.WaitOne(SignalDelay);
}

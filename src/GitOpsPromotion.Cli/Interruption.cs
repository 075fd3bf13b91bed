using System.Runtime.InteropServices;

namespace GitOpsPromotion.Cli;

/// <summary>Turns an interrupt from the terminal, or the end that a CI system asks for, into a cancellation.</summary>
internal sealed class Interruption : IDisposable
{
    // The signal goes to all processes of the terminal at once; ours is heard on a thread of its own.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource source;
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration termination;

    public Interruption(CancellationToken cancellationToken)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        interrupt = Register(PosixSignal.SIGINT);
        termination = Register(PosixSignal.SIGTERM);
    }

    public CancellationToken Token => source.Token;

    /// <summary>Whether an interrupt has come, or comes within a moment.</summary>
    public bool IsUnderWay() => Token.WaitHandle.WaitOne(Grace);

    public void Dispose()
    {
        interrupt.Dispose();
        termination.Dispose();
        source.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                // The command ends by itself, and says so.
                context.Cancel = true;
                source.Cancel();
            }
        );
}

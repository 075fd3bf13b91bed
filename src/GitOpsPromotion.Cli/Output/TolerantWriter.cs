using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Cli.Output;

/// <summary>Writes until the stream fails, and keeps the exception. A full disk must not stop a command between two steps.</summary>
internal sealed class TolerantWriter : TextWriter
{
    private readonly TextWriter inner;

    private TolerantWriter(TextWriter inner)
        : base(CultureInfo.InvariantCulture) => this.inner = inner;

    /// <summary>The failure of the stream; null if there was none.</summary>
    public Exception? Failure { get; private set; }

    public static TolerantWriter Wrap(TextWriter inner) => new(inner);

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Try(Action write)
    {
        if (Failure is not null)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Failure = exception;
        }
    }
}

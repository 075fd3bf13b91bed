using System.Text;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The writer of a closed stream: each write fails.</summary>
internal sealed class ClosedWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("the stream is closed");
}

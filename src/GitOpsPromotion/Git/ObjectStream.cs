using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>Reads the output of <c>git cat-file --batch-command</c>: lines of text, and contents of known length.</summary>
internal sealed class ObjectStream(Stream stream)
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    /// <summary>A line without its end, or null at the end of the stream.</summary>
    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        StringBuilder line = new();

        while (start < end || await FillAsync(cancellationToken))
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            line.Append(Encoding.UTF8.GetString(buffer, start, length < 0 ? end - start : length));

            if (length >= 0)
            {
                start += length + 1;
                return line.ToString();
            }

            start = end;
        }

        return null;
    }

    public async ValueTask<byte[]> ReadAsync(int length, CancellationToken cancellationToken)
    {
        var content = new byte[length];
        var buffered = Math.Min(length, end - start);
        buffer.AsSpan(start, buffered).CopyTo(content);
        start += buffered;
        await stream.ReadExactlyAsync(content.AsMemory(buffered), cancellationToken);
        return content;
    }

    /// <summary>Skips the line end after a content.</summary>
    public async ValueTask SkipAsync(CancellationToken cancellationToken)
    {
        if (start < end || await FillAsync(cancellationToken))
        {
            start++;
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        start = 0;
        end = await stream.ReadAsync(buffer, cancellationToken);
        return end > 0;
    }
}

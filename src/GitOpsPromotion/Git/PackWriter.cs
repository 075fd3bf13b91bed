using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>Collects new objects and writes them as one pack, so that git reads many objects at once.</summary>
/// <param name="algorithm">The hash algorithm of the repository.</param>
/// <remarks>Source: https://git-scm.com/docs/gitformat-pack</remarks>
internal sealed class PackWriter(HashAlgorithmName algorithm)
{
    private readonly Dictionary<string, (int Type, ReadOnlyMemory<byte> Content)> objects = new(StringComparer.Ordinal);

    public int Count => objects.Count;

    /// <returns>The object ID.</returns>
    public string AddBlob(ReadOnlyMemory<byte> content) => Add("blob", 3, content);

    /// <returns>The object ID.</returns>
    public string AddTree(ReadOnlyMemory<byte> content) => Add("tree", 2, content);

    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        await WriteAsync(Header(), stream, hash, cancellationToken);

        foreach (var (type, content) in objects.Values)
        {
            using MemoryStream entry = new();
            WriteLength(entry, type, content.Length);

            if (content.IsEmpty)
            {
                // ZLibStream writes nothing for empty content; this is the compressed form of zero bytes.
                entry.Write([0x78, 0x01, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]);
            }
            else
            {
                await using ZLibStream zlib = new(entry, CompressionLevel.Fastest, leaveOpen: true);
                await zlib.WriteAsync(content, cancellationToken);
            }

            await WriteAsync(entry.GetBuffer().AsMemory(0, (int)entry.Length), stream, hash, cancellationToken);
        }

        await stream.WriteAsync(hash.GetHashAndReset(), cancellationToken);
    }

    private string Add(string name, int type, ReadOnlyMemory<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(Encoding.ASCII.GetBytes($"{name} {content.Length}\0"));
        hash.AppendData(content.Span);
        var id = Convert.ToHexStringLower(hash.GetHashAndReset());
        objects[id] = (type, content);
        return id;
    }

    private byte[] Header()
    {
        var header = new byte[12];
        "PACK"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), 2);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), objects.Count);
        return header;
    }

    // Four bits of the length with the type, then seven bits per byte, the lowest first.
    private static void WriteLength(MemoryStream entry, int type, int length)
    {
        var current = (type << 4) | (length & 0x0f);

        for (length >>= 4; length > 0; length >>= 7)
        {
            entry.WriteByte((byte)(current | 0x80));
            current = length & 0x7f;
        }

        entry.WriteByte((byte)current);
    }

    private static async Task WriteAsync(
        ReadOnlyMemory<byte> bytes,
        Stream stream,
        IncrementalHash hash,
        CancellationToken cancellationToken
    )
    {
        hash.AppendData(bytes.Span);
        await stream.WriteAsync(bytes, cancellationToken);
    }
}

using System.Buffers;
using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>
/// Converts names in trees, which are bytes and usually UTF-8, to strings and back without loss: each byte that is
/// not valid UTF-8 becomes a lone surrogate.
/// </summary>
internal static class GitPath
{
    private const int Escape = 0xDC00;

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(bytes.Length);

        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) is OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                length = 1;
                text.Append((char)(Escape + bytes[0]));
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    public static byte[] Encode(string text)
    {
        List<byte> bytes = new(text.Length);
        Span<byte> buffer = stackalloc byte[4];

        for (var index = 0; index < text.Length; )
        {
            if (Rune.TryGetRuneAt(text, index, out var rune))
            {
                bytes.AddRange(buffer[..rune.EncodeToUtf8(buffer)]);
                index += rune.Utf16SequenceLength;
            }
            else
            {
                bytes.Add((byte)(text[index] - Escape));
                index++;
            }
        }

        return [.. bytes];
    }
}

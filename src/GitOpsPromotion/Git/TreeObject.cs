using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>The content of a tree object: a sequence of <c>mode SP name NUL id</c>, with a binary ID.</summary>
internal static class TreeObject
{
    /// <param name="content">The raw object.</param>
    /// <param name="idLength">The length of an object ID in bytes: 20 (SHA-1) or 32 (SHA-256).</param>
    public static IReadOnlyList<TreeEntry> Parse(ReadOnlySpan<byte> content, int idLength)
    {
        List<TreeEntry> entries = [];

        while (!content.IsEmpty)
        {
            var space = content.IndexOf((byte)' ');
            var end = content.IndexOf((byte)0);
            if (space < 0 || end < space || content.Length - end - 1 < idLength)
            {
                throw new PromotionException(FailureKind.Rejected, "A tree object of the repository is corrupt.")
                {
                    Hint = "Check the repository with: git fsck.",
                };
            }

            entries.Add(
                new(
                    Encoding.ASCII.GetString(content[..space]),
                    GitPath.Decode(content[(space + 1)..end]),
                    Convert.ToHexStringLower(content.Slice(end + 1, idLength))
                )
            );
            content = content[(end + 1 + idLength)..];
        }

        return entries;
    }

    public static byte[] Format(IEnumerable<TreeEntry> entries)
    {
        using MemoryStream content = new();

        foreach (var (entry, name) in entries.Select(entry => (entry, GitPath.Encode(entry.Name))).Order(GitOrder))
        {
            content.Write(Encoding.ASCII.GetBytes(entry.Mode + ' '));
            content.Write(name);
            content.WriteByte(0);
            content.Write(Convert.FromHexString(entry.ObjectId));
        }

        return content.ToArray();
    }

    // git sorts by bytes, and folders as if their names ended with a slash.
    private static Comparer<(TreeEntry Entry, byte[] Name)> GitOrder { get; } =
        Comparer<(TreeEntry Entry, byte[] Name)>.Create(
            static (left, right) => SortKey(left).AsSpan().SequenceCompareTo(SortKey(right))
        );

    private static byte[] SortKey((TreeEntry Entry, byte[] Name) item) =>
        item.Entry.IsFolder ? [.. item.Name, (byte)'/'] : item.Name;
}

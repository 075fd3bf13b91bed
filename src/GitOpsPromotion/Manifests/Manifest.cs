namespace GitOpsPromotion.Manifests;

/// <summary>One YAML file of a commit.</summary>
/// <param name="Path">From the root of the repository, with slashes; used in messages.</param>
/// <param name="Text">Its whole text; a byte order mark is its first character.</param>
public sealed record Manifest(string Path, string Text)
{
    /// <summary>
    /// The first byte of the file that is no UTF-8, from 0; null where all is. Such a file stands in nobody's way
    /// unless it holds a marker of the app: its text only approximates it.
    /// </summary>
    public int? InvalidByte { get; init; }

    /// <summary>Why the file is not read, as a sentence; null where it is. Such a file has no text here.</summary>
    public string? NotRead { get; init; }

    /// <summary>Whether the file is encoded in UTF-16 or UTF-32. Its text is right, but nothing is written into such a file.</summary>
    public bool IsUtf16 { get; init; }

    /// <summary>Whether the file is the pointer that Git LFS keeps in the place of the file itself.</summary>
    /// <remarks>Source: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md</remarks>
    public bool IsLfsPointer => Text.StartsWith("version https://git-lfs.github.com/spec/", StringComparison.Ordinal);
}

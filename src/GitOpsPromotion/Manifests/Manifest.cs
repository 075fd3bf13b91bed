namespace GitOpsPromotion.Manifests;

/// <summary>One YAML file of a commit.</summary>
/// <param name="Path">From the root of the repository, with slashes; used in messages.</param>
/// <param name="Text">Its whole text; a byte order mark is its first character.</param>
internal sealed record Manifest(string Path, string Text)
{
    /// <summary>
    /// The offset of the first byte that is not valid UTF-8, from 0; null if the file is valid. The text of an invalid
    /// file has replacement characters. It is an error only if the file contains a marker of the app.
    /// </summary>
    public int? InvalidUtf8Offset { get; init; }

    /// <summary>Why the file was not read, as a sentence; null if it was. The text of a file that was not read is empty.</summary>
    public string? SkipReason { get; init; }

    /// <summary>Whether the file is encoded in UTF-16 or UTF-32. Such files are read, but never changed.</summary>
    public bool IsUtf16 { get; init; }

    /// <summary>Whether the file is a Git LFS pointer.</summary>
    /// <remarks>Source: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md</remarks>
    public bool IsLfsPointer => Text.StartsWith("version https://git-lfs.github.com/spec/", StringComparison.Ordinal);
}

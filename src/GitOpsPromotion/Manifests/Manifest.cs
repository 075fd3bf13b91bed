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
}

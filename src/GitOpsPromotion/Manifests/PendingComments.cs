namespace GitOpsPromotion.Manifests;

/// <summary>The comments for the next node that can have comments (<c>yaml_parser_unfold_comments</c> of go-yaml v3).</summary>
internal sealed class PendingComments
{
    private string? line;
    private string? head;

    // The comment above the dash of a list item. It belongs to the item, or to the whole collection if the item is one
    // (yaml_parser_split_stem_comment of go-yaml v3).
    private string? stem;

    /// <summary>Joins two comments. A text of several lines is never a marker, so further comments are dropped.</summary>
    public static string? Join(string? first, string? second) =>
        first is null ? second
        : first.Contains('\n', StringComparison.Ordinal) ? first
        : second is null ? first
        : $"{first}\n{second}";

    public void AddLine(string comment) => line = Join(line, comment);

    public void AddHead(string? comment) => head = Join(head, comment);

    public void EnterItem() => (stem, head) = (Join(stem, head), null);

    public void EnterCollection() => stem = null;

    public (string? Line, string? Head) Take()
    {
        var taken = (line, Join(stem, head));
        (line, head, stem) = (null, null, null);
        return taken;
    }
}

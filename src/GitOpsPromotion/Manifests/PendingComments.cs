namespace GitOpsPromotion.Manifests;

/// <summary>Comments that wait for the next node that can have comments.</summary>
internal sealed class PendingComments
{
    private string? line;
    private string? head;

    // What was above the dash of a list item: if the item is a collection, it belongs to that as a whole.
    private string? stem;

    /// <summary>Text of several lines is never a marker. How many more there are does not matter, so it does not grow.</summary>
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

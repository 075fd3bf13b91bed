using YamlDotNet.Core.Tokens;

namespace GitOpsPromotion.Manifests;

/// <summary>A scalar token, and the comments that go-yaml v3 gives it.</summary>
internal sealed class CommentedScalar(Scalar token, string? line, string? head, bool inFlow)
{
    private string? line = line;

    public Scalar Token { get; } = token;

    public bool InFlow { get; } = inFlow;

    /// <summary>Several comments of one line are one text of several lines, which is never a marker.</summary>
    public void AddLine(string comment) => line = PendingComments.Join(line, comment);

    /// <summary>
    /// Flux reads the comment on the line and then the one above. Each that is JSON replaces what the one before said,
    /// and the first that is none ends the search.
    /// </summary>
    public Marker? FindMarker()
    {
        Marker? marker = null;
        foreach (var comment in (ReadOnlySpan<string?>)[line, head])
        {
            if (comment is not null)
            {
                var found = Marker.Parse(comment);
                if (found is null && !Marker.IsJsonObject(comment))
                {
                    return marker;
                }

                marker = found;
            }
        }

        return marker;
    }
}

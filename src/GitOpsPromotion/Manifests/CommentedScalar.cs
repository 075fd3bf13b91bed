using YamlDotNet.Core.Tokens;

namespace GitOpsPromotion.Manifests;

/// <summary>A scalar token with the comments that go-yaml v3 attaches to it.</summary>
internal sealed class CommentedScalar(Scalar token, string? line, string? head, bool inFlow)
{
    private string? line = line;

    public Scalar Token { get; } = token;

    public bool InFlow { get; } = inFlow;

    /// <summary>Adds a comment on the line of the scalar. Two comments become a text of two lines, which is never a marker.</summary>
    public void AddLine(string comment) => line = PendingComments.Join(line, comment);

    /// <summary>
    /// The marker that Flux finds: it reads the line comment, then the head comment. A comment that is a JSON object
    /// replaces the result of the one before, and one that is not ends the search.
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

using System.Text;

namespace GitOpsPromotion.Manifests;

/// <summary>
/// Decides which of the comment lines between two tokens belong to what follows ("head") and which to what stands
/// before ("foot"), as the scanner of go-yaml v3 does, on which Flux builds. Only heads can be markers.
/// </summary>
/// <param name="Indent">The column of the block collection that the comments stand in, from 0.</param>
/// <param name="IsAfterColon">Whether the token before is the colon of a mapping.</param>
/// <param name="IsFirstLine">Whether the scanner stood on the first line when it looked for the next token.</param>
/// <param name="IsDocumentStart">Whether nothing but a document start stands before.</param>
/// <param name="ClosesFlow">Whether the token behind is the bracket that closes a flow collection.</param>
internal readonly record struct CommentRun(
    int Indent,
    bool IsAfterColon,
    bool IsFirstLine,
    bool IsDocumentStart,
    bool ClosesFlow
)
{
    /// <summary>The head comment in a gap between tokens, lines joined with line feeds; null where there is none.</summary>
    /// <param name="gap">From the end of the token before (or of the comment on its line) to the next token.</param>
    /// <param name="column">The column where the gap begins, from 0.</param>
    public string? FindHead(ReadOnlySpan<char> gap, int column)
    {
        StringBuilder head = new();
        var headColumn = 0;
        var breaks = 0;
        var wasEmpty = false;
        var mayBeFoot = true;
        var isDirectlyBelow = false;
        for (var i = 0; i < gap.Length; )
        {
            var character = gap[i];
            if (LineBreak.Is(character))
            {
                breaks++;
                column = 0;
                i = LineBreak.Skip(gap, i);
                if (head.Length > 0 && breaks > 1 && !wasEmpty)
                {
                    // An empty line below comments. They are a foot if they stand directly below what they follow.
                    if (IsDocumentStart || (mayBeFoot && (isDirectlyBelow || headColumn < Indent)))
                    {
                        head.Clear();
                    }
                    else
                    {
                        head.Append('\n');
                    }

                    wasEmpty = true;
                    mayBeFoot = false;
                }

                continue;
            }

            if (character is not '#')
            {
                column++;
                i++;
                continue;
            }

            if (head.Length > 0 && IsElsewhere(column, headColumn))
            {
                head.Clear();
            }

            if (head.Length == 0)
            {
                mayBeFoot = mayBeFoot && breaks <= 1;
                isDirectlyBelow = !IsFirstLine && !IsAfterColon && breaks == 1;
                headColumn = column;
            }
            else
            {
                head.Append('\n');
            }

            var length = gap[i..].IndexOfAny(LineBreak.Characters);
            length = length < 0 ? gap.Length - i : length;
            head.Append(gap.Slice(i, length));
            i += length;
            breaks = 0;
            wasEmpty = false;
        }

        return head.Length == 0 || ClosesFlow || IsElsewhere(column, headColumn) ? null : head.ToString();
    }

    /// <summary>Less indented than the collection, and not in line with the comment: the comment belongs to neither.</summary>
    private bool IsElsewhere(int column, int headColumn) => column < Indent && column != headColumn;
}

using System.Text;

namespace GitOpsPromotion.Manifests;

/// <summary>
/// Divides the comment lines between two tokens into the foot comment of the token before and the head comment of the
/// token after, like <c>yaml_parser_scan_comments</c> of go-yaml v3. Only head comments can be markers.
/// </summary>
/// <param name="Indent">The column of the innermost block collection, from 0.</param>
/// <param name="IsAfterColon">Whether the token before is the colon after a key.</param>
/// <param name="IsFirstLine">Whether the scan for the next token starts on the first line of the text.</param>
/// <param name="IsDocumentStart">Whether the comments are at the start of a document.</param>
/// <param name="ClosesFlow">Whether the token after ends a flow collection.</param>
internal readonly record struct CommentRun(
    int Indent,
    bool IsAfterColon,
    bool IsFirstLine,
    bool IsDocumentStart,
    bool ClosesFlow
)
{
    /// <summary>The head comment, with lines joined by line feeds; null if there is none.</summary>
    /// <param name="gap">The text from the end of the token before, or of its line comment, to the token after.</param>
    /// <param name="column">The column of the gap, from 0.</param>
    public string? FindHead(ReadOnlySpan<char> gap, int column)
    {
        StringBuilder head = new();
        var headColumn = 0;
        var breaks = 0;
        var isAfterEmptyLine = false;
        var canBeFoot = true;
        var isDirectlyBelow = false;
        for (var i = 0; i < gap.Length; )
        {
            var character = gap[i];
            if (LineBreak.Is(character))
            {
                breaks++;
                column = 0;
                i = LineBreak.Skip(gap, i);
                if (head.Length > 0 && breaks > 1 && !isAfterEmptyLine)
                {
                    // An empty line after comments. They are a foot comment if they are directly below the token before.
                    if (IsDocumentStart || (canBeFoot && (isDirectlyBelow || headColumn < Indent)))
                    {
                        head.Clear();
                    }
                    else
                    {
                        head.Append('\n');
                    }

                    isAfterEmptyLine = true;
                    canBeFoot = false;
                }

                continue;
            }

            if (character is not '#')
            {
                column++;
                i++;
                continue;
            }

            if (head.Length > 0 && IsDetached(column, headColumn))
            {
                head.Clear();
            }

            if (head.Length == 0)
            {
                canBeFoot = canBeFoot && breaks <= 1;
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
            isAfterEmptyLine = false;
        }

        return head.Length == 0 || ClosesFlow || IsDetached(column, headColumn) ? null : head.ToString();
    }

    /// <summary>Whether the next line is indented less than the collection, and not like the comment: the comment is not its head.</summary>
    private bool IsDetached(int column, int headColumn) => column < Indent && column != headColumn;
}

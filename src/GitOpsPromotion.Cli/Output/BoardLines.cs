using GitOpsPromotion.Promotions;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The board for pipes: a line for each cell, tab-separated fields, no header.</summary>
internal static class BoardLines
{
    private const string Nothing = "-";

    public static string Render(Board board) =>
        string.Concat(
            board.Rows.SelectMany(row => row.Cells.Select(cell => Line(row, cell, board.HasPullRequests) + '\n'))
        );

    private static string Line(BoardRow row, BoardCell cell, bool pullRequestsKnown) =>
        string.Join(
            '\t',
            new[]
            {
                row.Policy.Group.Value,
                row.Policy.App.Value,
                cell.Environment.Value,
                cell.Versions.Count > 0 ? string.Join(", ", cell.Versions) : Nothing,
                State(cell, pullRequestsKnown),
                (pullRequestsKnown ? cell.Open?.PullRequest.Page?.AbsoluteUri : null) ?? Nothing,
            }.Select(Field)
        );

    private static string State(BoardCell cell, bool pullRequestsKnown)
    {
        var notes = BoardNote.For(cell, pullRequestsKnown);
        return notes.Count > 0 ? string.Join("; ", notes.Select(note => note.Text))
            : cell.Versions.Count > 0 ? "current"
            : "not deployed";
    }

    private static string Field(string text) => SafeText.Line(text.Replace("\t", @"\u{9}", StringComparison.Ordinal));
}

using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The board as text, in the form that fits where it goes.</summary>
internal static class BoardText
{
    /// <param name="board">The board.</param>
    /// <param name="width">The columns of the terminal; null where the text goes to a file or another program.</param>
    /// <param name="color">Whether colours are shown.</param>
    public static string Render(Board board, int? width, bool color)
    {
        if (width is not { } columns)
        {
            return BoardLines.Render(board);
        }

        return BoardTable.Fits(board, columns)
            ? BoardTable.Render(board, color)
            : BoardBlocks.Render(board, columns, color);
    }
}

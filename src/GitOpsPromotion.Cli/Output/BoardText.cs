using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The board as text, in the layout for the terminal or the pipe.</summary>
internal static class BoardText
{
    /// <param name="board">The board.</param>
    /// <param name="width">The columns of the terminal; null for a file or a pipe.</param>
    /// <param name="color">Whether to use colors.</param>
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

using GitOpsPromotion.Promotions;
using Spectre.Console;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The board as a table. It is readable without colors.</summary>
internal static class BoardTable
{
    /// <summary>Whether the table fits into that many columns.</summary>
    public static bool Fits(Board board, int columns) =>
        Render(board, color: false).Split('\n').All(line => line.GetCellWidth() <= columns);

    public static string Render(Board board, bool color)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn("app");
        foreach (var environment in board.Base.Configuration.Environments)
        {
            table.AddColumn(BoardConsole.Escape(environment.Name.Value));
        }

        foreach (var row in board.Rows)
        {
            table.AddRow([
                BoardConsole.Escape($"{row.Policy.Group}/{row.Policy.App}"),
                .. row.Cells.Select(cell => Describe(cell, board.HasPullRequests)),
            ]);
        }

        using BoardConsole console = new(color);
        console.Write(table);
        return console.ToString();
    }

    private static string Describe(BoardCell cell, bool pullRequestsKnown) =>
        string.Join(
            '\n',
            [
                cell.Versions.Count > 0 ? string.Join(", ", cell.Versions.Select(BoardConsole.Escape)) : "-",
                .. BoardNote.For(cell, pullRequestsKnown).Select(BoardConsole.Styled),
            ]
        );
}

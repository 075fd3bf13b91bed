using GitOpsPromotion.Promotions;
using Spectre.Console;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The board for terminals that are too narrow for the table: a block for each app, a line for each environment.</summary>
internal static class BoardBlocks
{
    private const int Indent = 2;

    public static string Render(Board board, int columns, bool color)
    {
        using BoardConsole console = new(color);
        var longest = board.Base.Configuration.Environments.Max(environment => environment.Name.Value.GetCellWidth());
        foreach (var row in board.Rows)
        {
            console.WriteLine("");
            console.WriteLine(BoardConsole.Escape($"{row.Policy.Group}/{row.Policy.App}"));
            foreach (var cell in row.Cells)
            {
                WriteCell(console, cell, longest, columns, board.HasPullRequests);
            }
        }

        console.WriteLine("");
        return console.ToString();
    }

    private static void WriteCell(
        BoardConsole console,
        BoardCell cell,
        int longest,
        int columns,
        bool pullRequestsKnown
    )
    {
        var parts = Parts(cell, pullRequestsKnown);
        var environment = BoardConsole.Escape(cell.Environment.Value);
        var padding = new string(' ', longest - cell.Environment.Value.GetCellWidth());
        var beside = Indent + longest + Indent;
        if (beside + parts.Max(part => part.Width) <= columns)
        {
            var first = true;
            foreach (var line in Fill(parts, columns - beside))
            {
                console.WriteLine(
                    (first ? $"{Spaces(Indent)}{environment}{padding}{Spaces(Indent)}" : Spaces(beside)) + line
                );
                first = false;
            }

            return;
        }

        console.WriteLine(Spaces(Indent) + environment);
        foreach (var line in Fill(parts, columns - (2 * Indent)))
        {
            console.WriteLine(Spaces(2 * Indent) + line);
        }
    }

    /// <summary>The parts that are not wrapped: the versions, and the notes on them.</summary>
    private static List<(string Markup, int Width)> Parts(BoardCell cell, bool pullRequestsKnown) =>
        [
            .. cell.Versions.Count == 0
                ? [("-", 1)]
                : cell.Versions.Select(
                    (version, index) =>
                        Part(BoardConsole.Escape(version) + (index < cell.Versions.Count - 1 ? "," : ""))
                ),
            .. BoardNote.For(cell, pullRequestsKnown).Select(note => Part(BoardConsole.Styled(note))),
        ];

    private static (string Markup, int Width) Part(string markup) => (markup, Markup.Remove(markup).GetCellWidth());

    private static IEnumerable<string> Fill(IEnumerable<(string Markup, int Width)> parts, int columns)
    {
        var (line, used) = ("", 0);
        foreach (var (markup, width) in parts)
        {
            if (used > 0 && used + 1 + width > columns)
            {
                yield return line;
                (line, used) = ("", 0);
            }

            (line, used) = used > 0 ? ($"{line} {markup}", used + 1 + width) : (markup, width);
        }

        yield return line;
    }

    private static string Spaces(int count) => new(' ', count);
}

using System.Globalization;
using GitOpsPromotion.Promotions;
using Spectre.Console;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The board as a table for people: readable without colour, in 80 columns and in a pipe.</summary>
internal static class BoardTable
{
    public static string Render(Board board, int width, bool color)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = color ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new FixedWidth(text, width),
            }
        );
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn("app");
        foreach (var stage in board.Base.Configuration.Stages)
        {
            table.AddColumn(Cell(stage.Name.Value));
        }

        foreach (var row in board.Rows)
        {
            table.AddRow([
                Cell($"{row.Policy.Group}/{row.Policy.App}"),
                .. row.Cells.Select(cell => Describe(cell, board.PullRequestsKnown)),
            ]);
        }

        console.Write(table);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private static string Describe(BoardCell cell, bool pullRequestsKnown)
    {
        List<string> lines = [cell.Versions.Count > 0 ? string.Join(", ", cell.Versions.Select(Cell)) : "-"];
        if (cell.Versions.Count > 1)
        {
            lines.Add("[red](manifests disagree)[/]");
        }

        if (cell.Lags)
        {
            lines.Add("[yellow](behind)[/]");
        }

        if (pullRequestsKnown && cell.Open is { } open)
        {
            var way = open.PullRequest.AutoMerge ? "merges by itself" : "waits for a merge";
            lines.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[green]PR {open.PullRequest.Number}: {Cell(open.Version.Tag.Value)}, {way}[/]"
                )
            );
        }

        return string.Join('\n', lines);
    }

    // A cell may be broken at any place, so that its '::' comes to stand at the start of a line.
    private static string Cell(string text) =>
        Markup.Escape(SafeText.Line(text).Replace("::", ": :", StringComparison.Ordinal));

    private sealed class FixedWidth(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => width;

        public int Height => int.MaxValue;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // A string has none.
        }
    }
}

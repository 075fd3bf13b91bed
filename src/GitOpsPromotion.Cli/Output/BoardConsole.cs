using System.Globalization;
using System.Text;
using GitOpsPromotion.Text;
using Spectre.Console;

namespace GitOpsPromotion.Cli.Output;

/// <summary>Renders into a string, without truncating or wrapping lines.</summary>
internal sealed class BoardConsole : IAnsiConsoleOutput, IDisposable
{
    private readonly StringWriter text = new(CultureInfo.InvariantCulture);
    private readonly IAnsiConsole console;

    public BoardConsole(bool color) =>
        console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = color ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = this,
            }
        );

    public TextWriter Writer => text;

    public bool IsTerminal => false;

    public int Width => 1_000_000;

    public int Height => int.MaxValue;

    /// <summary>Text as Spectre.Console markup on one line, safe to print in any column: '::' is broken up everywhere.</summary>
    public static string Escape(string value) =>
        Markup.Escape(SafeText.Line(value).Replace("::", ": :", StringComparison.Ordinal));

    /// <summary>A note as markup with its color.</summary>
    public static string Styled(BoardNote note) => $"[{note.Style}]{Escape(Plain(note))}[/]";

    /// <summary>A note without markup.</summary>
    public static string Plain(BoardNote note) => note.IsInParentheses ? $"({note.Text})" : note.Text;

    public void Write(Table table) => console.Write(table);

    public void WriteLine(string markup) => console.MarkupLine(markup);

    /// <summary>The rendered text, without trailing spaces.</summary>
    public override string ToString() =>
        string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));

    public void SetEncoding(Encoding encoding)
    {
        // A string has no encoding.
    }

    public void Dispose() => text.Dispose();
}

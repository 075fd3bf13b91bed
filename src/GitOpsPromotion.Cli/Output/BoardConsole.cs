using System.Globalization;
using System.Text;
using Spectre.Console;

namespace GitOpsPromotion.Cli.Output;

/// <summary>Renders into a string, on lines that are as long as they need to be: nothing is cut or broken.</summary>
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

    /// <summary>Text of others in Spectre.Console's markup, on one line, without commands to CI systems wherever it stands.</summary>
    public static string Escape(string value) =>
        Markup.Escape(SafeText.Line(value).Replace("::", ": :", StringComparison.Ordinal));

    /// <summary>A note in its colour.</summary>
    public static string Styled(BoardNote note) => $"[{note.Style}]{Escape(Plain(note))}[/]";

    /// <summary>The same without markup.</summary>
    public static string Plain(BoardNote note) => note.IsInParentheses ? $"({note.Text})" : note.Text;

    public void Write(Table table) => console.Write(table);

    public void WriteLine(string markup) => console.MarkupLine(markup);

    /// <summary>All that was written, without blanks at the ends of lines.</summary>
    public override string ToString() =>
        string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));

    public void SetEncoding(Encoding encoding)
    {
        // A string has none.
    }

    public void Dispose() => text.Dispose();
}

using System.Runtime.CompilerServices;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Cli.Output;

/// <summary>Standard output and standard error. The only writer: it redacts secrets and escapes unsafe text in all output.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, int? width, bool color)
{
    // Moves the cursor to the first column and clears the line.
    private const string StartOfLine = "\r\e[K";

    private readonly TolerantWriter output = TolerantWriter.Wrap(output);
    private readonly TolerantWriter error = TolerantWriter.Wrap(error);
    private readonly Lock writing = new();
    private SecretRedactor redactor = new([]);
    private bool hasProgress;

    /// <summary>The columns of the terminal at standard output; null for a file or a pipe.</summary>
    public int? Width { get; } = width;

    /// <summary>Whether standard output is a terminal with colors.</summary>
    public bool Color { get; } = color;

    /// <summary>Whether standard error is a terminal that supports escape sequences.</summary>
    public bool ErrorSupportsEscapes { get; init; }

    /// <summary>Whether standard error can show a progress line.</summary>
    public bool SupportsProgress => ErrorSupportsEscapes;

    /// <summary>Shared by all terminals of the same streams.</summary>
    private StrongBox<int> WrittenOnce { get; init; } = new();

    /// <summary>Standard output without redaction and escaping, for text that is part of this tool, such as help.</summary>
    public TextWriter RawOutput => output;

    /// <summary>The failure of standard output; null if there was none.</summary>
    public Exception? OutputFailure => output.Failure;

    public static Terminal ForProcess(StandardStreams streams)
    {
        return new Terminal(
            streams.Output,
            streams.Error,
            streams.HasOutput ? TerminalCapabilities.FindWidth() : null,
            streams.HasOutput && TerminalCapabilities.OutputSupportsColors()
        )
        {
            ErrorSupportsEscapes = streams.HasError && TerminalCapabilities.ErrorSupportsEscapes(),
        };
    }

    /// <summary>The same streams with a width, even if standard output is not a terminal.</summary>
    public Terminal WithWidth()
    {
        return new Terminal(output, error, Width ?? TerminalCapabilities.DefaultWidth, Color)
        {
            ErrorSupportsEscapes = ErrorSupportsEscapes,
            WrittenOnce = WrittenOnce,
            redactor = redactor,
        };
    }

    /// <summary>Writes a progress line, which the next output replaces.</summary>
    public void WriteProgress(string line)
    {
        var shown = Clean(line);
        var columns = (Width ?? TerminalCapabilities.DefaultWidth) - 1;
        Write(() => error.Write($"{StartOfLine}{(shown.Length <= columns ? shown : $"{shown[..(columns - 1)]}…")}"));
        hasProgress = true;
    }

    /// <summary>Removes the progress line.</summary>
    public void ClearProgress() => Write(static () => { });

    /// <summary>Redacts this text in all further output.</summary>
    public void AddSecret(string secret) => redactor = redactor.With(secret);

    /// <summary>Writes one line to standard output.</summary>
    public void WriteOutput(string line) => WriteLine(output, Clean(line));

    /// <summary>Writes several lines to standard output.</summary>
    public void WriteLines(string lines) => WriteLine(output, CleanLines(lines).TrimEnd('\n'));

    /// <summary>Writes JSON to standard output.</summary>
    public void WriteJson(string json) => WriteLine(output, SafeText.Json(redactor.RedactSecrets(json)));

    /// <summary>Writes a table to standard output. Its cells must be escaped; it may have colors.</summary>
    public void WriteTable(string rendered) => Write(() => output.Write(redactor.RedactSecrets(rendered)));

    /// <summary>Writes one line to standard error.</summary>
    public void WriteError(string line) => WriteLine(error, Clean(line));

    /// <summary>Writes one line with an address to standard error: a link, if the terminal supports links.</summary>
    /// <remarks>Source: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda</remarks>
    public void WriteErrorLink(string line, Uri page)
    {
        var address = Clean(page.AbsoluteUri);
        WriteLine(
            error,
            ErrorSupportsEscapes ? $"{Clean(line)} \e]8;;{address}\e\\{address}\e]8;;\e\\" : $"{Clean(line)} {address}"
        );
    }

    /// <summary>Writes one line to standard error, unless this method was called before. Safe for concurrent calls.</summary>
    public void WriteErrorOnce(string line)
    {
        if (Interlocked.Exchange(ref WrittenOnce.Value, 1) is 0)
        {
            WriteError(line);
        }
    }

    /// <summary>Writes several lines to standard error.</summary>
    public void WriteErrorLines(string lines) => WriteLine(error, CleanLines(lines));

    /// <summary>Writes a command for the CI system. Its values must be cleaned and escaped.</summary>
    public void WriteCiCommand(string command) => WriteLine(error, command);

    /// <summary>One line without secrets, control characters and CI commands.</summary>
    public string Clean(string line) => SafeText.Line(redactor.RedactSecrets(line));

    /// <summary>One or more lines without secrets, control characters and CI commands.</summary>
    public string CleanLines(string lines) => SafeText.Lines(redactor.RedactSecrets(lines));

    private void WriteLine(TextWriter writer, string line) => Write(() => writer.WriteLine(line));

    private void Write(Action write)
    {
        // A timer thread reports waits.
        lock (writing)
        {
            if (hasProgress)
            {
                error.Write(StartOfLine);
                hasProgress = false;
            }

            write();
        }
    }
}

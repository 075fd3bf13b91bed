using System.Runtime.CompilerServices;
using System.Text.Json;

namespace GitOpsPromotion.Cli.Output;

/// <summary>Where the answer and everything else go. The only writer, so that nothing passes by uncleaned.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, int? width, bool color)
{
    // To the first column, and nothing on the line.
    private const string StartOfLine = "\r\e[K";

    private readonly TolerantWriter output = TolerantWriter.Wrap(output);
    private readonly TolerantWriter error = TolerantWriter.Wrap(error);
    private readonly Lock writing = new();
    private readonly List<string> secrets = [];
    private bool isLive;

    /// <summary>The columns of the terminal that shows the answer; null where a file or another program gets it.</summary>
    public int? Width { get; } = width;

    /// <summary>Whether the answer goes to a terminal that shows colours.</summary>
    public bool Color { get; } = color;

    /// <summary>Whether standard error is a terminal that obeys escape sequences.</summary>
    public bool ErrorSupportsEscapes { get; init; }

    /// <summary>Whether a line for who watches can be written anew.</summary>
    public bool SupportsProgress => ErrorSupportsEscapes;

    /// <summary>Other layouts of the same streams share it.</summary>
    private StrongBox<int> WrittenOnce { get; init; } = new();

    /// <summary>For help, which holds nothing of others.</summary>
    public TextWriter RawOutput => output;

    /// <summary>Why the answer could not be written; null where it could.</summary>
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

    /// <summary>The same streams, laid out for people even where no terminal shows them.</summary>
    public Terminal WithWidth()
    {
        Terminal wide = new(output, error, Width ?? TerminalCapabilities.DefaultWidth, Color)
        {
            ErrorSupportsEscapes = ErrorSupportsEscapes,
            WrittenOnce = WrittenOnce,
        };
        wide.secrets.AddRange(secrets);
        return wide;
    }

    /// <summary>Writes the one line that the next line of any kind replaces.</summary>
    public void WriteProgress(string line)
    {
        var shown = Clean(line);
        var columns = (Width ?? TerminalCapabilities.DefaultWidth) - 1;
        Write(() => error.Write($"{StartOfLine}{(shown.Length <= columns ? shown : $"{shown[..(columns - 1)]}…")}"));
        isLive = true;
    }

    /// <summary>Takes that line away.</summary>
    public void ClearProgress() => Write(static () => { });

    /// <summary>Never shows this text, wherever it turns up.</summary>
    public void AddSecret(string secret) =>
        // JSON writes some characters in another way.
        secrets.AddRange(new[] { secret, JsonEncodedText.Encode(secret).Value }.Distinct(StringComparer.Ordinal));

    /// <summary>One line of the answer.</summary>
    public void WriteOutput(string line) => WriteLine(output, Clean(line));

    /// <summary>An answer of several lines.</summary>
    public void WriteLines(string lines) => WriteLine(output, CleanLines(lines).TrimEnd('\n'));

    /// <summary>An answer in JSON.</summary>
    public void WriteJson(string json) => WriteLine(output, SafeText.Json(Redact(json)));

    /// <summary>A table whose cells have been cleaned and which may hold colours.</summary>
    public void WriteTable(string rendered) => Write(() => output.Write(Redact(rendered)));

    /// <summary>One line for who watches.</summary>
    public void WriteError(string line) => WriteLine(error, Clean(line));

    /// <summary>One line for who watches that ends with an address: a link where the terminal has them.</summary>
    /// <remarks>Source: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda</remarks>
    public void WriteErrorLink(string line, Uri page)
    {
        var address = Clean(page.AbsoluteUri);
        WriteLine(
            error,
            ErrorSupportsEscapes ? $"{Clean(line)} \e]8;;{address}\e\\{address}\e]8;;\e\\" : $"{Clean(line)} {address}"
        );
    }

    /// <summary>One line that two threads may come to: the first one writes it.</summary>
    public void WriteErrorOnce(string line)
    {
        if (Interlocked.Exchange(ref WrittenOnce.Value, 1) is 0)
        {
            WriteError(line);
        }
    }

    /// <summary>Several lines for who looks for the cause.</summary>
    public void WriteErrorLines(string lines) => WriteLine(error, CleanLines(lines));

    /// <summary>A command to a CI system, in one line. All that is not ours in it has been cleaned and escaped.</summary>
    public void WriteCiCommand(string command) => WriteLine(error, command);

    /// <summary>One line without secrets that nobody obeys, for what is not written here.</summary>
    public string Clean(string line) => SafeText.Line(Redact(line));

    /// <summary>The same of one or more lines.</summary>
    public string CleanLines(string lines) => SafeText.Lines(Redact(lines));

    private void WriteLine(TextWriter writer, string line) => Write(() => writer.WriteLine(line));

    private void Write(Action write)
    {
        // Waits are reported from another thread.
        lock (writing)
        {
            if (isLive)
            {
                error.Write(StartOfLine);
                isLive = false;
            }

            write();
        }
    }

    private string Redact(string text) =>
        secrets.Aggregate(text, static (shown, secret) => shown.Replace(secret, "***", StringComparison.Ordinal));
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitOpsPromotion.Yaml;

/// <summary>
/// Reads the events of a YAML text, one at a time. Each failure of YamlDotNet is a <see cref="YamlException"/> with a position.
/// </summary>
internal sealed class YamlEventReader
{
    private readonly IScanner scanner;
    private readonly Parser parser;

    /// <param name="text">The text, without a byte order mark.</param>
    /// <exception cref="YamlException">The text contains a null character.</exception>
    public YamlEventReader(string text)
        : this(text, new Scanner(new StringReader(text))) { }

    /// <param name="text">The text, without a byte order mark.</param>
    /// <param name="scanner">Reads the tokens of the text.</param>
    /// <exception cref="YamlException">The text contains a null character.</exception>
    public YamlEventReader(string text, IScanner scanner)
    {
        // YamlDotNet would end at the character without an error.
        if (text.IndexOf('\0', StringComparison.Ordinal) is var index and >= 0)
        {
            var position = TextPosition.At(text, index);
            throw new YamlException(position, position, "the character U+0000 is not allowed");
        }

        this.scanner = scanner;
        parser = new Parser(scanner);
    }

    /// <summary>The event that was read last.</summary>
    public ParsingEvent Current => parser.Current!;

    /// <summary>Reads the next event; false at the end.</summary>
    /// <exception cref="YamlException">The text is not valid YAML.</exception>
    public bool Read()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception exception)
            when (exception is ArgumentException or InvalidOperationException or NullReferenceException)
        {
            // YamlDotNet fails so on a few invalid texts: '!!]' as a tag, '{' after '...', a file that ends in '? :'.
            var position = scanner.CurrentPosition;
            throw new YamlException(position, position, "cannot be parsed at or just before this position", exception);
        }
    }
}

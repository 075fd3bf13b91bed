using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitOpsPromotion.Configuration;

/// <summary>The parser's events, one at a time. Whatever the parser fails on is a mistake with its place.</summary>
internal sealed class YamlEvents(string text, string file)
{
    public const string NotYamlHint = "Look at this line and the one before it for a missing quote, colon or blank.";

    private readonly Parser parser = new(new StringReader(text));

    public ParsingEvent Current { get; private set; } = new StreamStart();

    public Place Place => PlaceOf(Current);

    public Place PlaceOf(ParsingEvent parsed) => Place.At(file, parsed.Start);

    public void Next()
    {
        try
        {
            parser.MoveNext();
            Current = parser.Current!;
        }
        catch (YamlException exception)
        {
            throw NotYaml(exception, exception.Start, exception.End);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // Some texts surprise the parser itself: '!!]' as a tag, or '{' right behind '...'.
            throw NotYaml(exception, Current.End, Current.End);
        }
    }

    private PromotionException NotYaml(Exception exception, Mark start, Mark end) =>
        FindTab(start.Line, end.Line) is { } tab
            ? tab.Mistake("a tab indents this line. YAML allows blanks only.", "Replace the tab by blanks.", exception)
            : Place
                .At(file, start)
                .Mistake($"this is no YAML: {Excerpt.OneLine(exception.Message)}", NotYamlHint, exception);

    private Place? FindTab(long first, long last)
    {
        var line = 0;
        foreach (var content in text.EnumerateLines())
        {
            line++;
            var tab = content[..^content.TrimStart().Length].IndexOf('\t');
            if (line >= first && line <= last && tab >= 0)
            {
                return new Place(file, line, tab + 1);
            }
        }

        return null;
    }
}

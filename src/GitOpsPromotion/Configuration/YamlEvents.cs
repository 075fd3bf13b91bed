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
            throw NotYaml(exception, exception.Start);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // Some texts surprise the parser itself: '!!]' as a tag, or '{' right behind '...'.
            throw NotYaml(exception, Current.End);
        }
    }

    private PromotionException NotYaml(Exception exception, Mark start) =>
        TabIndentation.Find(text, start.Line, exception.Message, FailureOf) is (var line, var column)
            ? new Place(file, line, column).Mistake(
                "a tab indents this line. YAML allows blanks only.",
                "Replace the tab by blanks.",
                exception
            )
            : Place
                .At(file, start)
                .Mistake($"this is no YAML: {Excerpt.OneLine(exception.Message)}", NotYamlHint, exception);

    private static string? FailureOf(string part)
    {
        try
        {
            Parser other = new(new StringReader(part));
            while (other.MoveNext())
            {
                // Reading to the end finds what is no YAML.
            }

            return null;
        }
        catch (Exception exception) when (exception is YamlException or ArgumentException or InvalidOperationException)
        {
            return exception.Message;
        }
    }
}

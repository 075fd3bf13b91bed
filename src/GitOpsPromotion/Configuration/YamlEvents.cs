using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitOpsPromotion.Configuration;

/// <summary>The parser's events, one at a time. Whatever the parser fails on is a mistake with its place.</summary>
internal sealed class YamlEvents(string text, string file)
{
    public const string NotYamlHint = "Look at this line and the one before it for a missing quote, colon or blank.";

    private readonly Parser parser = new(new StringReader(text));

    public ParsingEvent Current { get; private set; } = new StreamStart();

    public Location Place => PlaceOf(Current);

    public Location PlaceOf(ParsingEvent parsed) => Location.At(file, parsed.Start);

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
            ? new Location(file, line, column).Error(
                "a tab indents this line. YAML allows blanks only.",
                "Replace the tab by blanks.",
                exception
            )
            : Location
                .At(file, start)
                .Error($"this is no YAML: {Quote.OneLine(exception.Message)}", NotYamlHint, exception);

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

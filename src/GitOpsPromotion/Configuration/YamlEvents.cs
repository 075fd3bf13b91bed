using GitOpsPromotion.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitOpsPromotion.Configuration;

/// <summary>The events of the file. A text that is not YAML is a configuration error with its position.</summary>
internal sealed class YamlEvents(string text, string file)
{
    public const string InvalidYamlHint = "Check this line and the line before it for a missing quote, colon or space.";

    private readonly YamlEventReader reader = new(text);

    public ParsingEvent Current { get; private set; } = new StreamStart();

    public Location Location => LocationOf(Current);

    public Location LocationOf(ParsingEvent parsed) => Location.At(file, parsed.Start);

    public void Next()
    {
        try
        {
            reader.Read();
            Current = reader.Current;
        }
        catch (YamlException exception)
        {
            var error = YamlError.From(text, exception, part => new YamlEventReader(part));
            throw new Location(file, error.Line, error.Column).Error(
                $"invalid YAML: {Quote.OneLine(error.Message)}",
                error.IsTab ? "Replace the tab with spaces." : InvalidYamlHint,
                error.Cause
            );
        }
    }
}

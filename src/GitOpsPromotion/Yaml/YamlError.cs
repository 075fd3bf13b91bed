using YamlDotNet.Core;

namespace GitOpsPromotion.Yaml;

/// <summary>Where and why a text is not valid YAML.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">The reason, for messages.</param>
/// <param name="IsTab">Whether the reason is a tab in the indentation.</param>
/// <param name="Cause">What the parser reported.</param>
internal sealed record YamlError(long Line, long Column, string Message, bool IsTab, YamlException Cause)
{
    /// <summary>Creates the error of a parser's exception.</summary>
    /// <param name="text">The text that was parsed.</param>
    /// <param name="exception">What the parser reported.</param>
    /// <param name="open">Opens a reader for a part of the text.</param>
    public static YamlError From(string text, YamlException exception, Func<string, YamlEventReader> open)
    {
        var tab = TabIndentation.Find(text, exception.Start.Line, exception.Message, part => FindFailure(open, part));
        return tab is (var line, var column)
            ? new(line, column, "line is indented with a tab; use spaces.", IsTab: true, exception)
            : new(exception.Start.Line, exception.Start.Column, exception.Message, IsTab: false, exception);
    }

    /// <summary>The parser's message; null if the text is valid.</summary>
    private static string? FindFailure(Func<string, YamlEventReader> open, string text)
    {
        try
        {
            var reader = open(text);
            while (reader.Read())
            {
                // Only the failure matters.
            }

            return null;
        }
        catch (YamlException exception)
        {
            return exception.Message;
        }
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GitOpsPromotion.Tests.Configuration;

/// <summary>Converts YAML to JSON for the schema, like an editor: the first document, with the core schema of YAML 1.2.</summary>
internal static partial class YamlAsJson
{
    /// <summary>The JSON text; null if the file is not valid YAML or has no JSON form.</summary>
    public static string? Convert(string yaml)
    {
        try
        {
            YamlStream stream = new();
            stream.Load(new StringReader(yaml.TrimStart('\uFEFF')));
            return stream.Documents is [var first, ..] ? Convert(first.RootNode)?.ToJsonString() ?? "null" : "null";
        }
        catch (Exception exception)
            when (exception is YamlException or InvalidCastException or InsufficientExecutionStackException)
        {
            return null;
        }
    }

    private static JsonNode? Convert(YamlNode node)
    {
        // A list can contain an alias of itself.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return node switch
        {
            YamlMappingNode mapping => new JsonObject(
                mapping.Children.Select(entry =>
                    KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Convert(entry.Value))
                )
            ),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
            YamlScalarNode { Style: ScalarStyle.Plain } scalar => ConvertPlain(scalar.Value!),
            _ => ((YamlScalarNode)node).Value,
        };
    }

    // https://yaml.org/spec/1.2.2/#103-core-schema, as far as the tests need it.
    private static JsonNode? ConvertPlain(string text) =>
        text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ when text.StartsWith("0x", StringComparison.Ordinal) => long.Parse(
                text.AsSpan(2),
                NumberStyles.HexNumber,
                CultureInfo.InvariantCulture
            ),
            _ when Integer.IsMatch(text) => decimal.Parse(text, CultureInfo.InvariantCulture),
            _ when Float.IsMatch(text) => double.Parse(text, CultureInfo.InvariantCulture),
            _ => text,
        };

    [GeneratedRegex(@"\A[-+]?[0-9]+\z")]
    private static partial Regex Integer { get; }

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float { get; }
}

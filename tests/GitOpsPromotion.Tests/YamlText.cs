using YamlDotNet.RepresentationModel;

namespace GitOpsPromotion.Tests;

/// <summary>Reads YAML of this repository.</summary>
internal static class YamlText
{
    /// <summary>The only document, which is a mapping.</summary>
    public static YamlMappingNode Parse(string text)
    {
        YamlStream stream = [];
        using StringReader reader = new(text);
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>The value of a key; null if there is none.</summary>
    public static YamlNode? Find(this YamlNode? node, string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value)
            ? value
            : null;

    public static string? Text(this YamlNode? node) => (node as YamlScalarNode)?.Value;

    public static IEnumerable<string> Keys(this YamlNode? node) =>
        node is YamlMappingNode mapping ? mapping.Children.Keys.Select(key => key.Text()!) : [];

    public static IEnumerable<YamlNode> Items(this YamlNode? node) =>
        node is YamlSequenceNode sequence ? sequence.Children : [];
}

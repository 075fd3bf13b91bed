namespace GitOpsPromotion.Configuration;

/// <summary>What a value must be, and the message where it is something else.</summary>
internal static class YamlValues
{
    // What the YAML reader of the Go tool takes for true and false: the words of YAML 1.1, never in quotes.
    private static readonly string[] Yes = ["true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y"];
    private static readonly string[] No = ["false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"];

    public static YamlNode.Mapping AsMapping(this YamlNode node, string what, string form) =>
        node as YamlNode.Mapping
        ?? throw node.Place.Error($"{what} is {node.Description}, but must be a mapping {form}.", HintFor(node));

    public static YamlNode.Sequence AsSequence(this YamlNode node, string what, string form) =>
        node as YamlNode.Sequence
        ?? throw node.Place.Error($"{what} is {node.Description}, but must be a list {form}.", HintFor(node));

    /// <summary>A text. What YAML would take for a number or a switch is the text that was written.</summary>
    public static string AsText(this YamlNode node, string what, string form) =>
        node is YamlNode.Scalar { IsNull: false } scalar
            ? scalar.Value
            : throw node.Place.Error($"{what} is {node.Description}, but must be {form}.", HintFor(node));

    public static T AsName<T>(this YamlNode node, string what, string form)
        where T : class, IParsable<T>
    {
        var text = node.AsText(what, form);
        return T.TryParse(text, provider: null, out var name)
            ? name
            : throw node.Place.Error($"{what} is {Quote.Of(text)}, but must be {form}.", "Rename it, and its folder.");
    }

    public static bool AsSwitch(this YamlNode node, string key)
    {
        if (node is YamlNode.Scalar { IsPlain: true } scalar)
        {
            if (Yes.Contains(scalar.Value, StringComparer.Ordinal))
            {
                return true;
            }

            if (No.Contains(scalar.Value, StringComparer.Ordinal))
            {
                return false;
            }
        }

        var found = node is YamlNode.Scalar { IsPlain: false } ? $"the text {node.Description}" : node.Description;
        throw node.Place.Error(
            $"'{key}' is {found}, but must be true or false.",
            $"Write '{key}: true' or '{key}: false', without quotes."
        );
    }

    private static string HintFor(YamlNode node) =>
        node.IsNull
            ? "Write the value, or remove the key."
            : "Look at the indentation of this line, and at the dashes before it.";
}

namespace GitOpsPromotion.Configuration;

/// <summary>Reads values of an expected type. Each other value is an error.</summary>
internal static class YamlValues
{
    // The booleans of YAML 1.1, as in the YAML reader of the Go tool. A quoted one is a string.
    private static readonly string[] TrueValues =
    [
        "true",
        "True",
        "TRUE",
        "yes",
        "Yes",
        "YES",
        "on",
        "On",
        "ON",
        "y",
        "Y",
    ];
    private static readonly string[] FalseValues =
    [
        "false",
        "False",
        "FALSE",
        "no",
        "No",
        "NO",
        "off",
        "Off",
        "OFF",
        "n",
        "N",
    ];

    public static YamlNode.Mapping AsMapping(this YamlNode node, string what, string form) =>
        node as YamlNode.Mapping ?? throw WrongType(node, what, $"a mapping {form}");

    public static YamlNode.Sequence AsSequence(this YamlNode node, string what, string form) =>
        node as YamlNode.Sequence ?? throw WrongType(node, what, $"a list {form}");

    /// <summary>A string. Numbers and booleans are read as the text that was written.</summary>
    public static string AsString(this YamlNode node, string what, string form) =>
        node is YamlNode.Scalar { IsNull: false } scalar ? scalar.Value : throw WrongType(node, what, form);

    public static T AsName<T>(this YamlNode node, string what, string form)
        where T : class, IParsable<T>
    {
        var text = node.AsString(what, form);
        if (T.TryParse(text, provider: null, out var name))
        {
            return name;
        }

        throw node.Location.Error($"{what} is {Quote.Of(text)}, but must be {form}.", "Rename it and its folder.");
    }

    public static bool AsBoolean(this YamlNode node, string key)
    {
        if (node is YamlNode.Scalar { IsPlain: true } scalar)
        {
            if (TrueValues.Contains(scalar.Value, StringComparer.Ordinal))
            {
                return true;
            }

            if (FalseValues.Contains(scalar.Value, StringComparer.Ordinal))
            {
                return false;
            }
        }

        var found = node is YamlNode.Scalar { IsPlain: false } ? $"the string {node.Description}" : node.Description;
        throw node.Location.Error(
            $"'{key}' is {found}, but must be true or false.",
            $"Write '{key}: true' or '{key}: false', without quotes."
        );
    }

    private static PromotionException WrongType(YamlNode node, string what, string form) =>
        node.Location.Error(
            $"{what} is {node.Description}, but must be {form}.",
            node.IsNull
                ? "Write the value, or remove the key."
                : "Check the indentation of this line and the dashes before it."
        );
}

using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>The content of a marker comment: <c># {"$imagepolicy": "group:app:field"}</c>.</summary>
internal sealed record Marker(ImagePolicy Policy, MarkerField Field)
{
    /// <summary>The key of the marker's JSON object.</summary>
    public const string Key = "$" + KeyName;

    /// <summary>The key without the dollar sign, which people forget.</summary>
    public const string KeyName = "imagepolicy";

    /// <summary>The key in its quotes. Like Flux, this tool finds no markers in files without this text.</summary>
    public const string QuotedKey = $"\"{Key}\"";

    /// <summary>The JSON object of the marker.</summary>
    public string Json => JsonFor(ToString());

    /// <summary>The JSON object of a marker with a policy, valid or not.</summary>
    public static string JsonFor(string policy) => $"{{{QuotedKey}: \"{policy}\"}}";

    /// <summary>Parses a comment, from its first <c>#</c>; null if it is not a marker.</summary>
    public static Marker? Parse(ReadOnlySpan<char> comment) =>
        MarkerJson.Find(Key, comment.TrimStart('#')) is { } policy ? ParsePolicy(policy) : null;

    /// <summary>Whether a comment is a JSON object, a marker or not.</summary>
    public static bool IsJsonObject(ReadOnlySpan<char> comment) => MarkerJson.IsObject(comment.TrimStart('#'));

    /// <summary>The policy as it is written in a marker: <c>group:app</c>, or <c>group:app:tag</c>.</summary>
    public override string ToString() => Field is MarkerField.Image ? $"{Policy}" : $"{Policy}:{FieldName(Field)}";

    /// <summary>The third part of a marker's policy.</summary>
    public static string FieldName(MarkerField field) =>
        field switch
        {
            MarkerField.Tag => "tag",
            MarkerField.Name => "name",
            MarkerField.Digest => "digest",
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, message: null),
        };

    private static Marker? ParsePolicy(string text)
    {
        var parts = Unescape(text)?.Split(':') ?? [];
        MarkerField? field = parts switch
        {
            [_, _] => MarkerField.Image,
            [_, _, "tag"] => MarkerField.Tag,
            [_, _, "name"] => MarkerField.Name,
            [_, _, "digest"] => MarkerField.Digest,
            _ => null,
        };
        return
            field is not null && GroupName.TryParse(parts[0], out var group) && AppName.TryParse(parts[1], out var app)
            ? new Marker(new ImagePolicy(group, app), field.Value)
            : null;
    }

    /// <summary>Flux resolves the policy as the fragment of a URL: <c>%3A</c> is a colon, and a lone <c>%</c> is invalid.</summary>
    private static string? Unescape(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return null;
            }
        }

        return Uri.UnescapeDataString(text);
    }
}

using System.Text;
using System.Text.Json;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>What a marker comment says: <c># {"$imagepolicy": "group:app:field"}</c>.</summary>
internal sealed record Marker(ImagePolicy Policy, MarkerField Field)
{
    /// <summary>A file without these bytes has no markers: Flux reads no such file either.</summary>
    public static ReadOnlySpan<byte> Key => "\"$imagepolicy\""u8;

    /// <summary>The marker that a comment is, from its first <c>#</c>; null where it is none.</summary>
    public static Marker? Parse(ReadOnlySpan<char> comment) =>
        MarkerJson.Find("$imagepolicy", comment.TrimStart('#')) is { } policy ? ParsePolicy(policy) : null;

    /// <summary>Whether a comment is a JSON object at all, a marker or not.</summary>
    public static bool IsJsonObject(ReadOnlySpan<char> comment)
    {
        var json = comment.TrimStart('#');
        if (!json.TrimStart(" \t\r\n").StartsWith("{"))
        {
            return false;
        }

        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(json.ToString()));
        try
        {
            while (reader.Read())
            {
                // Reading to the end finds what is no JSON.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The policy as a marker spells it: <c>group:app</c>, or <c>group:app:tag</c>.</summary>
    public override string ToString() => Field is MarkerField.Image ? $"{Policy}" : $"{Policy}:{WordFor(Field)}";

    /// <summary>The last part of a policy that marks a part of an image reference.</summary>
    public static string WordFor(MarkerField field) =>
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

    /// <summary>Flux resolves the policy as the fragment of a URL, so <c>%3A</c> is a colon and a lone <c>%</c> an error.</summary>
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

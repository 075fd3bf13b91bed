using System.Text.Json;

namespace GitOpsPromotion.Providers.Http;

/// <summary>Counts the tokens of JSON before objects are made of them.</summary>
internal static class JsonSize
{
    /// <exception cref="JsonException">It is not JSON, or too deep.</exception>
    public static bool IsWithin(ReadOnlySpan<byte> json, int limit)
    {
        // No text has more tokens than bytes: most answers are not looked at.
        if (json.Length <= limit)
        {
            return true;
        }

        Utf8JsonReader reader = new(json);
        for (var count = 0; reader.Read(); count++)
        {
            if (count == limit)
            {
                return false;
            }
        }

        return true;
    }
}

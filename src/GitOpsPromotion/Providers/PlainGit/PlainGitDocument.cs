using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>The message of a commit that holds state: a line for people, a blank line, JSON.</summary>
internal static class PlainGitDocument
{
    /// <summary>Raised when an older version of this tool must not read, or write over, what a newer one wrote.</summary>
    public const int Schema = 1;

    // The path in an exception has the names of members, which the remote chooses.
    private const int MaxPathLength = 100;

    /// <summary>Readable in <c>git log</c>: a commit message is not HTML, so only what JSON itself asks for is escaped.</summary>
    public static PlainGitJson Json { get; } =
        new(
            new JsonSerializerOptions(PlainGitJson.Default.Options)
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );

    public static string Write<T>(string subject, T document, JsonTypeInfo<T> type) =>
        $"{subject}\n\n{JsonSerializer.Serialize(document, type)}\n";

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="message">The commit's message.</param>
    /// <param name="place">The ref and the commit, for the error.</param>
    /// <param name="type">How the document reads.</param>
    /// <param name="isSound">Whether the values of the document fit together and belong to the ref.</param>
    public static T Read<T>(string message, string place, JsonTypeInfo<T> type, Predicate<T> isSound)
        where T : class
    {
        try
        {
            var start = message.IndexOf("\n\n", StringComparison.Ordinal);
            using var json = JsonDocument.Parse(start < 0 ? "" : message[(start + 2)..]);

            if (SchemaOf(json.RootElement) is var schema and > Schema)
            {
                throw new PromotionException(
                    FailureKind.Rejected,
                    $"{place} was written in form {schema}, which this version cannot read."
                )
                {
                    Hint = "Update gitops-promotion.",
                };
            }

            return json.Deserialize(type) is { } document && isSound(document)
                ? document
                : throw Unreadable(place, "its values do not fit together");
        }
        catch (JsonException exception)
        {
            // The exception's own text may quote the remote's.
            throw Unreadable(
                place,
                exception.Path is { } path
                    ? $"wrong at {SafeText.Escape(path.Length > MaxPathLength ? path[..MaxPathLength] : path)}"
                    : "no JSON",
                exception
            );
        }
    }

    private static int SchemaOf(JsonElement root) =>
        root.ValueKind is JsonValueKind.Object
        && root.TryGetProperty("schema", out var schema)
        && schema.ValueKind is JsonValueKind.Number
        && schema.TryGetInt32(out var number)
        && number > 0
            ? number
            : throw new JsonException(message: null, "$.schema", lineNumber: null, bytePositionInLine: null);

    private static PromotionException Unreadable(string place, string what, Exception? cause = null) =>
        new(FailureKind.Rejected, $"{place} does not hold what gitops-promotion writes: {what}.", cause)
        {
            Hint =
                "Something else wrote to that ref. Put it back to an earlier commit, or delete it: "
                + "docs/providers/git.md says what it holds.",
        };
}

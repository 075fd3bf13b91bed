using System.Text.Json;
using System.Text.Json.Serialization;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>The state at the beginning of a pull request's description, on one line in an HTML comment.</summary>
/// <param name="Target">The app and the environment that gets the version.</param>
/// <param name="Version">The tag, and if given the digest and the image.</param>
/// <param name="SourceCommit">The commit that the version came with; null if the description names none.</param>
/// <param name="Feature">The name of a review; empty for promotions.</param>
/// <param name="Type">What the pull request is for.</param>
internal sealed record PromotionMetadata(
    PromotionTarget Target,
    ImageVersion Version,
    CommitSha? SourceCommit,
    string Feature,
    PromotionType Type
)
{
    private const string Start = "<!-- metadata = ";
    private const string End = " -->";

    public ImagePolicy Policy => Target.Policy;

    public EnvironmentName Environment => Target.Environment;

    public static PromotionMetadata For(Promotion promotion) =>
        new(promotion.Target, promotion.Version, promotion.SourceCommit, Feature: "", PromotionType.Promote);

    /// <summary>The comment, without a line end. <see cref="Parse"/> is its inverse.</summary>
    public string ToComment()
    {
        MetadataJson json = new(
            Policy.Group.Value,
            Policy.App.Value,
            Version.Tag.Value,
            Environment.Value,
            SourceCommit?.Value ?? "",
            Feature,
            Type is PromotionType.Feature ? "feature" : "promote",
            Version.Digest?.Value,
            Version.Image?.Value
        );
        return Start + JsonSerializer.Serialize(json, MetadataJsonContext.Default.MetadataJson) + End;
    }

    /// <summary>Parses the state from the whole description of a pull request. Never throws.</summary>
    public static ParsedMetadata Parse(string description)
    {
        var text = description.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!text.StartsWith(Start, StringComparison.Ordinal))
        {
            return new ParsedMetadata.None();
        }

        // The space at the end of Start is not part of End.
        var end = text.IndexOf(End, Start.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            return new ParsedMetadata.Invalid("the metadata comment has no end");
        }

        try
        {
            var json = JsonSerializer.Deserialize(text[Start.Length..end], MetadataJsonContext.Default.MetadataJson);
            return json is null ? new ParsedMetadata.Invalid("the metadata is null") : Check(json);
        }
        catch (JsonException exception)
        {
            return new ParsedMetadata.Invalid(
                $"the metadata is not a JSON object of strings (byte {exception.BytePositionInLine})"
            );
        }
    }

    private static ParsedMetadata Check(MetadataJson json)
    {
        if (!GroupName.TryParse(json.Group, out var group))
        {
            return Invalid("group");
        }

        if (!AppName.TryParse(json.App, out var app))
        {
            return Invalid("app");
        }

        if (!ImageTag.TryParse(json.Tag, out var tag))
        {
            return Invalid("tag");
        }

        if (!EnvironmentName.TryParse(json.Environment, out var environment))
        {
            return Invalid("env");
        }

        CommitSha? source = null;
        if (json.Sha is { Length: > 0 } && !CommitSha.TryParse(json.Sha, out source))
        {
            return Invalid("sha");
        }

        ImageDigest? digest = null;
        if (json.Digest is { Length: > 0 } && !ImageDigest.TryParse(json.Digest, out digest))
        {
            return Invalid("digest");
        }

        ImageRepository? image = null;
        if (json.Image is { Length: > 0 } && !ImageRepository.TryParse(json.Image, out image))
        {
            return Invalid("image");
        }

        PromotionTarget target = new(new ImagePolicy(group, app), environment);
        ImageVersion version = new(tag, digest, image);
        return json.Type switch
        {
            null or "" or "promote" => Valid(PromotionType.Promote),
            "feature" => Valid(PromotionType.Feature),
            _ => Invalid("type"),
        };

        ParsedMetadata.Valid Valid(PromotionType type) =>
            new(new PromotionMetadata(target, version, source, json.Feature ?? "", type));

        static ParsedMetadata Invalid(string key) =>
            new ParsedMetadata.Invalid($"its \"{key}\" is missing or not valid");
    }
}

/// <summary>What a pull request's description says about a promotion.</summary>
internal abstract record ParsedMetadata
{
    private ParsedMetadata() { }

    /// <summary>There is no metadata: the pull request is not a promotion.</summary>
    public sealed record None : ParsedMetadata;

    /// <summary>The metadata is damaged.</summary>
    /// <param name="Reason">What is wrong with it, as part of a sentence.</param>
    public sealed record Invalid(string Reason) : ParsedMetadata;

    /// <param name="Metadata">The state.</param>
    public sealed record Valid(PromotionMetadata Metadata) : ParsedMetadata;
}

/// <summary>The state as it is written. The names, their order and the empty strings are an interface.</summary>
internal sealed record MetadataJson(
    [property: JsonPropertyName("group")] string? Group,
    [property: JsonPropertyName("app")] string? App,
    [property: JsonPropertyName("tag")] string? Tag,
    [property: JsonPropertyName("env")] string? Environment,
    [property: JsonPropertyName("sha")] string? Sha,
    [property: JsonPropertyName("feature")] string? Feature,
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("digest"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Digest,
    [property: JsonPropertyName("image"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Image
);

// The default encoder writes '<', '>', '&' and everything that is not ASCII as \uXXXX: no value can end the comment.
[JsonSerializable(typeof(MetadataJson))]
internal sealed partial class MetadataJsonContext : JsonSerializerContext;

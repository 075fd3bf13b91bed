using System.Text.Json;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>The state that a pull request's description begins with, on one line in an HTML comment.</summary>
/// <param name="Policy">The group and the app.</param>
/// <param name="Version">The tag, and where given the digest and the image's name.</param>
/// <param name="Environment">Where the version goes.</param>
/// <param name="SourceCommit">The commit it came from; null where the description names none.</param>
/// <param name="Feature">The name of a review; empty for promotions.</param>
/// <param name="Type">What the pull request is for.</param>
public sealed record PromotionMetadata(
    ImagePolicy Policy,
    ImageVersion Version,
    EnvironmentName Environment,
    CommitSha? SourceCommit,
    string Feature,
    PromotionType Type
)
{
    private const string Start = "<!-- metadata = ";
    private const string End = " -->";

    public static PromotionMetadata From(Promotion promotion) =>
        new(
            promotion.Policy,
            promotion.Version,
            promotion.Environment,
            promotion.SourceCommit,
            Feature: "",
            PromotionType.Promote
        );

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

    /// <summary>Reads the state from the whole description of a pull request. Never throws.</summary>
    public static ParsedMetadata Parse(string description)
    {
        var text = description.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!text.StartsWith(Start, StringComparison.Ordinal))
        {
            return new ParsedMetadata.None();
        }

        // From there on: the blank at the end of the start is no part of an end.
        var end = text.IndexOf(End, Start.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            return new ParsedMetadata.Invalid("the metadata comment has no end");
        }

        try
        {
            return
                JsonSerializer.Deserialize(text[Start.Length..end], MetadataJsonContext.Default.MetadataJson)
                    is { } json
                ? Check(json)
                : new ParsedMetadata.Invalid("the metadata is null");
        }
        catch (JsonException exception)
        {
            return new ParsedMetadata.Invalid(
                $"the metadata is no JSON object of strings (byte {exception.BytePositionInLine})"
            );
        }
    }

    private static ParsedMetadata Check(MetadataJson json)
    {
        if (!GroupName.TryParse(json.Group, out var group))
        {
            return Wrong("group");
        }

        if (!AppName.TryParse(json.App, out var app))
        {
            return Wrong("app");
        }

        if (!ImageTag.TryParse(json.Tag, out var tag))
        {
            return Wrong("tag");
        }

        if (!EnvironmentName.TryParse(json.Environment, out var environment))
        {
            return Wrong("env");
        }

        CommitSha? source = null;
        if (json.Sha is { Length: > 0 } && !CommitSha.TryParse(json.Sha, out source))
        {
            return Wrong("sha");
        }

        ImageDigest? digest = null;
        if (json.Digest is { Length: > 0 } && !ImageDigest.TryParse(json.Digest, out digest))
        {
            return Wrong("digest");
        }

        ImageRepository? repository = null;
        if (json.Image is { Length: > 0 } && !ImageRepository.TryParse(json.Image, out repository))
        {
            return Wrong("image");
        }

        return json.Type switch
        {
            null or "" or "promote" => Known(PromotionType.Promote),
            "feature" => Known(PromotionType.Feature),
            _ => Wrong("type"),
        };

        ParsedMetadata.Valid Known(PromotionType type) =>
            new(
                new PromotionMetadata(
                    new ImagePolicy(group, app),
                    new ImageVersion(tag, digest, repository),
                    environment,
                    source,
                    json.Feature ?? "",
                    type
                )
            );

        static ParsedMetadata Wrong(string key) => new ParsedMetadata.Invalid($"its \"{key}\" is missing or not valid");
    }
}

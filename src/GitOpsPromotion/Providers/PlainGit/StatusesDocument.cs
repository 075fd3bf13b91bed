using System.Text.Json.Serialization;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>The statuses of one commit as they are stored: of each context the newest.</summary>
/// <param name="Commit">The commit that they are about.</param>
/// <param name="Statuses">In the order of their contexts.</param>
internal sealed record StatusesDocument(
    [property: JsonConverter(typeof(ParsableJsonConverter<CommitSha>))] CommitSha Commit,
    IReadOnlyList<CommitStatus> Statuses
)
{
    /// <summary>The form of this document.</summary>
    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = PlainGitDocument.Schema;

    private const int MaximumContext = 255;
    private const int MaximumDescription = 1000;

    /// <summary>Whether the values fit together.</summary>
    [JsonIgnore]
    public bool IsSound =>
        Statuses.All(status => status is not null && Objection(status) is null)
        && Statuses.DistinctBy(status => status.Context, StringComparer.Ordinal).Count() == Statuses.Count;

    /// <summary>What is wrong with a status, or null where nothing is.</summary>
    public static string? Objection(CommitStatus status) =>
        status.Context.Length is 0 or > MaximumContext ? $"its context must have 1 to {MaximumContext} characters"
        : status.Context.Any(char.IsControl) ? "its context holds a control character"
        : status.Description.Length > MaximumDescription
            ? $"its description has {status.Description.Length} characters, of {MaximumDescription} that fit"
        : status.Description.Any(char.IsControl) ? "its description holds a line break or another control character"
        : null;

    public StatusesDocument With(CommitStatus status) =>
        this with
        {
            Statuses =
            [
                .. Statuses
                    .Where(other => !string.Equals(other.Context, status.Context, StringComparison.Ordinal))
                    .Append(status)
                    .OrderBy(each => each.Context, StringComparer.Ordinal),
            ],
        };
}

using System.Text.Json;
using System.Text.Json.Serialization;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The answer of a command. Its JSON shape is documented in <c>docs/json.md</c> and stays as it is.</summary>
internal sealed record Result
{
    /// <summary>One word for how it ended.</summary>
    public required string Outcome { get; init; }

    /// <summary>The line that people read.</summary>
    public required string Message { get; init; }

    public string? Hint { get; init; }
    public int? ExitCode { get; init; }
    public string? Group { get; init; }
    public string? App { get; init; }
    public string? Environment { get; init; }
    public string? Tag { get; init; }
    public string? Digest { get; init; }
    public string? Image { get; init; }
    public string? Source { get; init; }
    public string? Branch { get; init; }
    public string? Commit { get; init; }
    public ResultPullRequest? PullRequest { get; init; }
    public IReadOnlyList<ResultChange>? Changes { get; init; }
    public ResultPlan? Plan { get; init; }

    /// <summary>The open promotion whose pull request was taken.</summary>
    public ResultReplaced? Replaces { get; init; }

    /// <summary>What happened beside it, a sentence each.</summary>
    public IReadOnlyList<string>? Notes { get; init; }
    public IReadOnlyList<string>? StatusCommits { get; init; }
    public ResultStatus? Status { get; init; }
    public string? Override { get; init; }
    public IReadOnlyList<ResultRebuilt>? Rebuilt { get; init; }

    /// <summary>What to know although it went well; null where there is nothing.</summary>
    public IReadOnlyList<ResultWarning>? Warnings { get; init; }

    /// <summary>What failed after the promotion itself; null where nothing did.</summary>
    public IReadOnlyList<string>? Failures { get; init; }

    /// <summary>What <c>promote</c> did for each merge, where there were several; null else.</summary>
    public IReadOnlyList<Result>? Promotions { get; init; }

    public static Result Failed(string message, string? hint, int exitCode) =>
        new()
        {
            Outcome = "failed",
            Message = message,
            Hint = hint,
            ExitCode = exitCode,
        };

    /// <summary>A result that names a promotion.</summary>
    public static Result For(string outcome, string message, Promotion promotion) =>
        new()
        {
            Outcome = outcome,
            Message = message,
            Group = promotion.Policy.Group.Value,
            App = promotion.Policy.App.Value,
            Environment = promotion.Environment.Value,
            Tag = promotion.Version.Tag.Value,
            Digest = promotion.Version.Digest?.Value,
            Image = promotion.Version.Image?.Value,
            Source = promotion.SourceCommit.Value,
        };

    /// <summary>The same result with what the user must know although it went well.</summary>
    public Result WithWarnings(IReadOnlyCollection<PromotionWarning> warnings) =>
        warnings.Count == 0
            ? this
            : this with
            {
                Warnings = [.. Warnings ?? [], .. warnings.Select(ResultWarning.For)],
            };

    public string ToJson() => JsonSerializer.Serialize(this, ResultJson.Default.Result);
}

internal sealed record ResultPullRequest(
    int Number,
    string Title,
    string State,
    bool AutoMerge,
    string? MergeCommit,
    Uri? Url
)
{
    public static ResultPullRequest For(PullRequest pullRequest) =>
        new(
            pullRequest.Number,
            pullRequest.Title,
            NameOf(pullRequest.State),
            pullRequest.AutoMerge,
            pullRequest.MergeCommit?.Value,
            pullRequest.Page
        );

    private static string NameOf(PullRequestState state) =>
        state switch
        {
            PullRequestState.Open => "open",
            PullRequestState.Merged => "merged",
            PullRequestState.Closed => "closed",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
        };
}

internal sealed record ResultChange(string File, int Line, string Old, string New, string Marker)
{
    public static IReadOnlyList<ResultChange> For(IEnumerable<ManifestChange> changes) =>
        [
            .. changes.Select(change => new ResultChange(
                change.Path,
                change.Line,
                change.OldValue,
                change.NewValue,
                change.Marker
            )),
        ];
}

internal sealed record ResultPlan(
    string Base,
    string Target,
    string Title,
    string Description,
    string Merging,
    string Diff
);

/// <param name="Message">One sentence without the place.</param>
/// <param name="File">The file that it is about.</param>
/// <param name="Line">The line in the file.</param>
internal sealed record ResultWarning(string Message, string? File, int? Line)
{
    public static ResultWarning For(PromotionWarning warning) => new(warning.Message, warning.File, warning.Line);

    /// <summary>The message with its place in front.</summary>
    public override string ToString() => new PromotionWarning(Message, File, Line).ToString();
}

internal sealed record ResultReplaced(int PullRequest, string Tag, string Environment);

/// <summary>An open promotion that could not be merged as it was.</summary>
internal sealed record ResultRebuilt(int Number, string Title, Uri? Url, string Obstacle, string? Problem);

internal sealed record ResultStatus(string Context, string State, string Description);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Result))]
[JsonSerializable(typeof(BoardJson))]
internal sealed partial class ResultJson : JsonSerializerContext;

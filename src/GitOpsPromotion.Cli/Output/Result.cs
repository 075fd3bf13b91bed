using System.Text.Json;
using System.Text.Json.Serialization;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The result of a command. Its JSON schema is documented in <c>docs/json.md</c>; changes must be compatible.</summary>
internal sealed record Result
{
    /// <summary>The outcome as scripts read it, such as <c>opened</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The text output.</summary>
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

    /// <summary>The open promotion whose pull request is reused.</summary>
    public ResultReplaced? Replaces { get; init; }

    /// <summary>Additional information, one sentence each.</summary>
    public IReadOnlyList<string>? Notes { get; init; }
    public IReadOnlyList<string>? StatusCommits { get; init; }
    public ResultStatus? Status { get; init; }
    public string? Override { get; init; }
    public IReadOnlyList<ResultRebuilt>? Rebuilt { get; init; }

    /// <summary>Problems that did not make the command fail; null if there are none.</summary>
    public IReadOnlyList<ResultWarning>? Warnings { get; init; }

    /// <summary>Failures after the promotion itself; null if there are none.</summary>
    public IReadOnlyList<string>? Failures { get; init; }

    /// <summary>The results of <c>promote</c> for each merge, if there are several; otherwise null.</summary>
    public IReadOnlyList<Result>? Promotions { get; init; }

    /// <summary>The error messages, if there are several.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Errors { get; init; }

    /// <summary>The page of the pull request that a failure is about.</summary>
    [JsonIgnore]
    public Uri? Page { get; init; }

    /// <summary>The cause of a failure, for its stack trace.</summary>
    [JsonIgnore]
    public Exception? Exception { get; init; }

    public static Result Failed(string message, string? hint, ExitCode exitCode) =>
        new()
        {
            Outcome = "failed",
            Message = message,
            Hint = hint,
            ExitCode = (int)exitCode,
        };

    /// <summary>A result about a promotion.</summary>
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

    /// <summary>This result with warnings.</summary>
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

/// <param name="Message">One sentence, without file and line.</param>
/// <param name="File">The file that the warning is about.</param>
/// <param name="Line">The line in the file, from 1.</param>
internal sealed record ResultWarning(string Message, string? File, int? Line)
{
    public static ResultWarning For(PromotionWarning warning) => new(warning.Message, warning.File, warning.Line);

    /// <summary>The message after its file and line.</summary>
    public override string ToString() => new PromotionWarning(Message, File, Line).ToString();
}

internal sealed record ResultReplaced(int PullRequest, string Tag, string Environment);

/// <summary>An open promotion that was not mergeable.</summary>
internal sealed record ResultRebuilt(int Number, string Title, Uri? Url, string Obstacle, string? Problem);

internal sealed record ResultStatus(string Context, string State, string Description);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Result))]
[JsonSerializable(typeof(BoardJson))]
internal sealed partial class ResultJson : JsonSerializerContext;

using System.Text.Json;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The board as JSON. The schema is documented in <c>docs/json.md</c>; changes must be compatible.</summary>
internal sealed record BoardJson(
    string Branch,
    string Commit,
    bool PullRequestsKnown,
    IReadOnlyList<string> Environments,
    IReadOnlyList<BoardRowJson> Apps,
    IReadOnlyList<string> Problems
)
{
    public static BoardJson For(Board board) =>
        new(
            board.Base.Branch.Value,
            board.Base.Commit.Value,
            board.HasPullRequests,
            [.. board.Base.Configuration.Environments.Select(environment => environment.Name.Value)],
            [.. board.Rows.Select(BoardRowJson.For)],
            board.ConfigurationFailure is { } failure ? [failure.Message, .. board.Problems] : board.Problems
        );

    public string ToJson() => JsonSerializer.Serialize(this, ResultJson.Default.BoardJson);
}

internal sealed record BoardRowJson(string Group, string App, IReadOnlyList<BoardCellJson> Environments)
{
    public static BoardRowJson For(BoardRow row) =>
        new(row.Policy.Group.Value, row.Policy.App.Value, [.. row.Cells.Select(BoardCellJson.For)]);
}

internal sealed record BoardCellJson(
    string Environment,
    IReadOnlyList<string> Versions,
    bool Lags,
    IReadOnlyList<BoardMarkJson> Marks,
    BoardPullRequestJson? PullRequest
)
{
    public static BoardCellJson For(BoardCell cell) =>
        new(
            cell.Environment.Value,
            cell.Versions,
            cell.IsBehind,
            [.. cell.Slots.Select(mark => new BoardMarkJson(mark.Path, mark.Line, mark.Value))],
            cell.Open is null ? null : BoardPullRequestJson.For(cell.Open)
        );
}

internal sealed record BoardMarkJson(string File, int Line, string Value);

internal sealed record BoardPullRequestJson(
    int Number,
    string Tag,
    bool AutoMerge,
    Uri? Url,
    IReadOnlyList<string> Obstacles
)
{
    public static BoardPullRequestJson For(BoardPullRequest open) =>
        new(
            open.PullRequest.Number,
            open.Version.Tag.Value,
            open.PullRequest.AutoMerge,
            open.PullRequest.Page,
            [.. open.Obstacles.Select(NameOf)]
        );

    public static string NameOf(PromotionObstacle obstacle) =>
        obstacle switch
        {
            PromotionObstacle.Conflict => "conflict",
            PromotionObstacle.Behind => "behind",
            _ => "not-held-before",
        };
}

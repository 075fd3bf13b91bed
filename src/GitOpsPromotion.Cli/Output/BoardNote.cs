using System.Globalization;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Output;

/// <summary>A note about a cell of the board, next to its versions.</summary>
/// <param name="Text">A short text.</param>
/// <param name="Style">The color, as Spectre.Console names it.</param>
/// <param name="IsInParentheses">Whether tables show it in parentheses, because it describes the version.</param>
internal sealed record BoardNote(string Text, string Style, bool IsInParentheses = true)
{
    public static IReadOnlyList<BoardNote> For(BoardCell cell, bool pullRequestsKnown)
    {
        List<BoardNote> notes = [];
        if (cell.Versions.Count > 1)
        {
            notes.Add(new BoardNote("manifests disagree", "red"));
        }

        if (cell.IsBehind)
        {
            notes.Add(new BoardNote("behind", "yellow"));
        }

        if (pullRequestsKnown && cell.Open is { } open)
        {
            notes.Add(
                new BoardNote(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"PR {open.PullRequest.Number}: {open.Version.Tag}, {MergeState(open)}"
                    ),
                    open.Obstacles.Count > 0 ? "yellow" : "green",
                    IsInParentheses: false
                )
            );
        }

        return notes;
    }

    private static string MergeState(BoardPullRequest open) =>
        open.Obstacles.Count > 0 ? string.Join(", ", open.Obstacles.Select(Describe))
        : open.PullRequest.AutoMerge ? "auto-merge enabled"
        : "waiting for approval";

    private static string Describe(PromotionObstacle obstacle) =>
        obstacle switch
        {
            PromotionObstacle.Conflict => "conflicts with the default branch",
            PromotionObstacle.Behind => "behind the default branch",
            _ => "the previous environment now has another version",
        };
}

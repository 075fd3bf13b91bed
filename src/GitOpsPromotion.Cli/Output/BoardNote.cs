using System.Globalization;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Output;

/// <summary>What the board says about a cell besides its versions.</summary>
/// <param name="Text">A few words.</param>
/// <param name="Style">Spectre.Console's name of the colour.</param>
/// <param name="IsInParentheses">Whether it describes the version beside it, and stands in parentheses there.</param>
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
        : open.PullRequest.AutoMerge ? "merges by itself"
        : "waits for a merge";

    private static string Describe(PromotionObstacle obstacle) =>
        obstacle switch
        {
            PromotionObstacle.Conflict => "conflicts with the default branch",
            PromotionObstacle.Behind => "must be brought up to date",
            _ => "the environment before holds another version now",
        };
}

using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Adds to the open promotions of a board why they cannot be merged.</summary>
internal sealed class BoardObstacles(GitRepository repository, IGitProvider provider)
{
    public async Task<List<BoardRow>> AddAsync(
        BaseSnapshot snapshot,
        List<BoardRow> rows,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        var open = rows.SelectMany(row => row.Cells).Select(cell => cell.Open).OfType<BoardPullRequest>().ToList();
        if (open.Count == 0)
        {
            return rows;
        }

        IReadOnlyDictionary<int, PromotionObstacle> found;
        try
        {
            found = await new UnmergeablePromotions(repository, provider).FindAsync(
                snapshot,
                [.. open.Select(promotion => promotion.PullRequest)],
                cancellationToken
            );
        }
        catch (PromotionException unknown) when (unknown.Kind is FailureKind.Rejected)
        {
            problems.Add($"It is unknown which pull requests can be merged. {unknown.Message}");
            return rows;
        }

        return
        [
            .. rows.Select(row =>
                row with
                {
                    Cells = [.. row.Cells.Index().Select(cell => Add(row.Cells, cell.Index, found))],
                }
            ),
        ];
    }

    private static BoardCell Add(
        IReadOnlyList<BoardCell> cells,
        int index,
        IReadOnlyDictionary<int, PromotionObstacle> found
    )
    {
        var cell = cells[index];
        if (cell.Open is not { } open)
        {
            return cell;
        }

        List<PromotionObstacle> obstacles = [];
        // The gate depends on the nearest environment before that deploys the app.
        var before = cells.Take(index).LastOrDefault(earlier => earlier.Slots.Count > 0);
        if (index > 0 && !CurrentVersions.AllHave(before?.Slots ?? [], open.Version))
        {
            obstacles.Add(PromotionObstacle.PreviousEnvironmentDiffers);
        }

        if (found.TryGetValue(open.PullRequest.Number, out var obstacle))
        {
            obstacles.Add(obstacle);
        }

        return cell with
        {
            Open = open with { Obstacles = obstacles },
        };
    }
}

using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Adds to the open promotions of a board what keeps them from being merged.</summary>
internal sealed class BoardObstacles(GitRepository repository, IGitProvider provider)
{
    public async Task<List<BoardRow>> AddAsync(
        BaseSnapshot at,
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

        IReadOnlyDictionary<int, PromotionObstacle> stale;
        try
        {
            stale = await new UnmergeablePromotions(repository, provider).FindAsync(
                at,
                [.. open.Select(promotion => promotion.PullRequest)],
                cancellationToken
            );
        }
        catch (PromotionException unknown) when (unknown.Kind is FailureKind.Rejected)
        {
            problems.Add($"It is not known which pull requests can be merged. {unknown.Message}");
            return rows;
        }

        return
        [
            .. rows.Select(row =>
                row with
                {
                    Cells = [.. row.Cells.Index().Select(cell => Add(row.Cells, cell.Index, stale))],
                }
            ),
        ];
    }

    private static BoardCell Add(
        IReadOnlyList<BoardCell> cells,
        int index,
        IReadOnlyDictionary<int, PromotionObstacle> stale
    )
    {
        var cell = cells[index];
        if (cell.Open is not { } open)
        {
            return cell;
        }

        List<PromotionObstacle> obstacles = [];
        // The nearest environment before that deploys the app is the one that is asked.
        var before = cells.Take(index).LastOrDefault(earlier => earlier.Slots.Count > 0);
        if (index > 0 && !CurrentVersions.AllHave(before?.Slots ?? [], open.Version))
        {
            obstacles.Add(PromotionObstacle.PreviousEnvironmentDiffers);
        }

        if (stale.TryGetValue(open.PullRequest.Number, out var obstacle))
        {
            obstacles.Add(obstacle);
        }

        return cell with
        {
            Open = open with { Obstacles = obstacles },
        };
    }
}

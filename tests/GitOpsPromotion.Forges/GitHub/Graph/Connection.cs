using System.Globalization;

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>A page of a list. Its cursors are positions in the list.</summary>
/// <remarks>Source: https://docs.github.com/en/graphql/overview/rate-limits-and-node-limits-for-the-graphql-api</remarks>
internal sealed record Connection(IReadOnlyList<object> Nodes, int TotalCount, int End)
{
    private const int MaxSize = 100;

    public Connection PageInfo => this;

    public bool HasNextPage => End < TotalCount;

    public string EndCursor => End.ToString(CultureInfo.InvariantCulture);

    public static Connection Of<T>(IReadOnlyList<T> all, int? first, int? last, string? after, Func<T, object> node)
    {
        if ((first ?? last) is not { } size || size is < 1 or > MaxSize)
        {
            throw GitHubGraph.Error(
                "MISSING_PAGINATION_BOUNDARIES",
                $"You must provide a `first` or `last` value of at most {MaxSize} to properly paginate the connection."
            );
        }

        var start =
            after is not null ? int.Parse(after, CultureInfo.InvariantCulture)
            : first is null ? Math.Max(0, all.Count - size)
            : 0;
        List<object> nodes = [.. all.Skip(start).Take(size).Select(node)];
        return new(nodes, all.Count, start + nodes.Count);
    }
}

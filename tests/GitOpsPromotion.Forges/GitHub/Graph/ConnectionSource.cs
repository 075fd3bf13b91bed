using System.Globalization;
using System.Text;
using GitOpsPromotion.Forges.GraphQl;

namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>A page of a list, which has to say how long it may be.</summary>
/// <remarks>Source: https://docs.github.com/en/graphql/overview/rate-limits-and-node-limits-for-the-graphql-api</remarks>
internal sealed record ConnectionSource(IReadOnlyList<object> Nodes, int Total, int Start)
{
    public bool HasNext => Start + Nodes.Count < Total;

    public string? StartCursor => Nodes.Count is 0 ? null : Cursor(Start);

    public string? EndCursor => Nodes.Count is 0 ? null : Cursor(Start + Nodes.Count - 1);

    public static ConnectionSource Of<T>(
        string name,
        IReadOnlyList<T> all,
        GraphQlArguments arguments,
        Func<T, object> node
    )
    {
        var (first, last) = (arguments.Number("first"), arguments.Number("last"));
        var size =
            first
            ?? last
            ?? throw new GraphQlException(
                $"You must provide a `first` or `last` value to properly paginate the `{name}` connection."
            )
            {
                Code = "MISSING_PAGINATION_BOUNDARIES",
            };

        if (size is < 1 or > 100)
        {
            throw new GraphQlException(
                $"Requesting {size} records on the `{name}` connection exceeds the `{(first is null ? "last" : "first")}` limit of 100 records."
            )
            {
                Code = "EXCESSIVE_PAGINATION",
            };
        }

        var begin = arguments.Text("after") is { } after ? Position(after) + 1 : 0;
        var end = arguments.Text("before") is { } before ? Position(before) : all.Count;
        var start = first is null ? Math.Max(begin, end - size) : begin;
        return new([.. all.Skip(start).Take(Math.Min(size, end - start)).Select(node)], all.Count, start);
    }

    private static string Cursor(int position) =>
        Convert.ToBase64String(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cursor:{position}"))
        );

    private static int Position(string cursor) =>
        int.Parse(
            Encoding.UTF8.GetString(Convert.FromBase64String(cursor)).Split(':')[1],
            CultureInfo.InvariantCulture
        );
}

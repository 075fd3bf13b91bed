namespace GitOpsPromotion.Forges.GitHub.Graph;

/// <summary>A commit. Its status has the newest of each context; its rollup has the check runs too.</summary>
internal sealed record CommitNode(RepositoryNode Repository, string Oid)
{
    public string Id => $"C_{Oid}";

    public StatusNode? Status
    {
        get
        {
            Repository.Demand("statuses=read");
            return Contexts() is { Count: > 0 } contexts ? new(contexts) : null;
        }
    }

    public RollupNode? StatusCheckRollup
    {
        get
        {
            Repository.Demand("statuses=read");
            Repository.Demand("checks=read");
            var runs = Repository
                .Repository.LatestRuns(Oid)
                .Select(run => new CheckRunNode(run.Name, run.Conclusion?.ToUpperInvariant()));
            object[] contexts = [.. Contexts(), .. runs];
            return contexts is [] ? null : new(contexts);
        }
    }

    private List<StatusContextNode> Contexts() =>
        [
            .. Repository
                .Repository.LatestStatuses(Oid)
                .Select(one => new StatusContextNode(one.Context, one.State.ToUpperInvariant(), one.Description)),
        ];
}

internal sealed record StatusNode(IReadOnlyList<StatusContextNode> Contexts);

internal sealed record StatusContextNode(string Context, string State, string? Description);

internal sealed record CheckRunNode(string Name, string? Conclusion);

internal sealed record RollupNode(IReadOnlyList<object> All)
{
    public Connection Contexts(int? first, int? last, string? after) =>
        Connection.Of(All, first, last, after, one => one);
}

namespace GitOpsPromotion.Forges.Serving;

/// <summary>The failures of the next requests.</summary>
public sealed class ForgeFaults
{
    private readonly Lock gate = new();
    private readonly List<Planned> planned = [];

    /// <summary>Whether no planned fault is left.</summary>
    public bool AllHappened
    {
        get
        {
            lock (gate)
            {
                return planned.Count is 0;
            }
        }
    }

    /// <summary>Plans a fault. Those planned first happen first; each request meets one at most.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">With how many requests.</param>
    /// <param name="where">With which requests.</param>
    public void Next(ForgeFault fault, int times = 1, Predicate<ForgeRequest>? where = null)
    {
        lock (gate)
        {
            planned.Add(new(fault, where ?? (_ => true)) { Left = times });
        }
    }

    /// <summary>Plans a fault for the next requests of a method whose path ends so.</summary>
    public void Next(ForgeFault fault, string method, string pathEnd, int times = 1) =>
        Next(
            fault,
            times,
            request => request.Method == method && request.Path.EndsWith(pathEnd, StringComparison.Ordinal)
        );

    /// <summary>Removes all planned faults.</summary>
    public void Clear()
    {
        lock (gate)
        {
            planned.Clear();
        }
    }

    internal ForgeFault? Take(ForgeRequest request)
    {
        lock (gate)
        {
            var next = planned.Find(one =>
                (one.Fault is not ForgeFault.RejectPush || request.IsPush) && one.Where(request)
            );

            if (next is not null && --next.Left <= 0)
            {
                planned.Remove(next);
            }

            return next?.Fault;
        }
    }

    private sealed record Planned(ForgeFault Fault, Predicate<ForgeRequest> Where)
    {
        public int Left { get; set; }
    }
}

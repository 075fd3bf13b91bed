using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Decides from commit statuses whether a promotion may continue.</summary>
internal static class Gate
{
    /// <param name="question">The environment and the commits.</param>
    /// <param name="statuses">The newest status of each context, for each commit.</param>
    public static GateVerdict Evaluate(
        GateQuestion question,
        IReadOnlyDictionary<CommitSha, IReadOnlyList<CommitStatus>> statuses
    )
    {
        // Controllers write contexts in lower case; a forge may keep another spelling of the same context.
        Dictionary<string, (CommitSha Commit, CommitStatus Status)> decisive = new(StringComparer.OrdinalIgnoreCase);
        SortedSet<string> ignored = new(StringComparer.Ordinal);
        foreach (var commit in question.Commits)
        {
            foreach (var status in statuses.GetValueOrDefault(commit) ?? [])
            {
                if (!IsAbout(status.Context, question.Subject))
                {
                    ignored.Add(status.Context);
                }
                else if (!decisive.TryGetValue(status.Context, out var newer) || Overrides(status, newer.Status))
                {
                    decisive[status.Context] = (commit, status);
                }
            }
        }

        var waiting = decisive.Values.Where(found => found.Status.State is not CommitStatusState.Success).ToList();
        return (decisive.Count, waiting.Count) switch
        {
            (0, _) => new GateVerdict.NoStatus { Ignored = [.. ignored] },
            (_, 0) => new GateVerdict.Open([
                .. question.Commits.Where(commit => decisive.Values.Any(found => found.Commit == commit)),
            ]),
            _ => new GateVerdict.Closed(waiting),
        };
    }

    /// <summary>
    /// Whether a status of an older commit counts instead of the newer one. A controller reports pending for every new
    /// commit, even if nothing changes for it: that does not revoke what it reported before.
    /// </summary>
    private static bool Overrides(CommitStatus older, CommitStatus newer) =>
        newer.State is CommitStatusState.Pending && older.State is not CommitStatusState.Pending;

    private static bool IsAbout(string context, string subject) =>
        context.Split('/') is [_, var second, ..] && second.Equals(subject, StringComparison.OrdinalIgnoreCase);
}

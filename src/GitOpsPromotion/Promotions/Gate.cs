using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>Judges commit statuses.</summary>
public static class Gate
{
    /// <param name="question">What is asked.</param>
    /// <param name="statuses">The newest status of each context, for each commit of the question.</param>
    public static GateVerdict Judge(
        GateQuestion question,
        IReadOnlyDictionary<CommitSha, IReadOnlyList<CommitStatus>> statuses
    )
    {
        // Newest commit first: of each context only what was said of the newest commit counts.
        // Controllers write contexts in lower case; a forge may keep another spelling of the same one.
        Dictionary<string, (CommitSha Commit, CommitStatus Status)> newest = new(StringComparer.OrdinalIgnoreCase);
        foreach (var commit in question.Commits)
        {
            foreach (var status in statuses.GetValueOrDefault(commit) ?? [])
            {
                if (Answers(status.Context, question.Subject))
                {
                    newest.TryAdd(status.Context, (commit, status));
                }
            }
        }

        var waiting = newest.Values.Where(found => found.Status.State is not CommitStatusState.Success).ToList();
        return (newest.Count, waiting.Count) switch
        {
            (0, _) => new GateVerdict.Silent(),
            (_, 0) => new GateVerdict.Open([
                .. question.Commits.Where(commit => newest.Values.Any(found => found.Commit == commit)),
            ]),
            _ => new GateVerdict.Shut(waiting),
        };
    }

    private static bool Answers(string context, string subject) =>
        context.Split('/') is [_, var second, ..] && second.Equals(subject, StringComparison.OrdinalIgnoreCase);
}

using System.Globalization;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The messages for waits.</summary>
internal static class WaitMessages
{
    public static string For(WaitReport report) =>
        report.Wait switch
        {
            Wait.ForServer(var host, null) => $"waiting for the rate limit of {host} {Until(report.Resumes)}",
            Wait.ForServer(var host, var failure) => $"waiting for {host} {Until(report.Until)}: {failure}",
            Wait.ForForge(var what) => $"waiting for the forge {Until(report.Until)}: {what} yet",
            Wait.ForOtherRuns(var what) => $"waiting for other runs: {what} yet",
            GateWait(var question, var verdict) =>
                $"waiting for {question.Subject} {Until(report.Until)}: {DescribeStatuses(question, verdict)}",
            var other => throw new ArgumentOutOfRangeException(nameof(report), other, message: null),
        };

    private static string DescribeStatuses(GateQuestion question, GateVerdict verdict) =>
        verdict is GateVerdict.Closed closed
            ? string.Join("; ", closed.Waiting.Select(found => Describe(found.Commit, found.Status)))
            : $"no status yet on commit {question.Commits[^1].Abbreviated} or a later commit with the version";

    private static string Describe(CommitSha commit, CommitStatus status)
    {
        var state = status.State is CommitStatusState.Failure ? "failed" : "is pending";
        var description = status.Description.Length > 0 ? $" ({status.Description})" : "";
        return $"{status.Context} {state} on commit {commit.Abbreviated}{description}";
    }

    private static string Until(DateTimeOffset? until) =>
        until is { } end
            ? string.Create(CultureInfo.InvariantCulture, $"until {end.UtcDateTime:HH:mm:ss} UTC")
            : "for a moment";
}

using System.Globalization;
using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Cli.Ci;

/// <summary>Tells the CI system that a command runs in how it ended. Documented in <c>docs/ci.md</c>.</summary>
internal abstract class CiReport
{
    /// <summary>The report for the system that the variables tell; one that tells nobody where there is none.</summary>
    public static CiReport For(Func<string, string?> environment, Terminal terminal) =>
        IsTrue(environment("GITHUB_ACTIONS")) ? new GitHubActionsReport(environment, terminal)
        : IsTrue(environment("TF_BUILD")) ? new AzurePipelinesReport(terminal)
        : new None();

    /// <param name="command">The command that ended: <c>new</c>.</param>
    /// <param name="result">How.</param>
    public abstract void Write(string command, Result result);

    /// <summary>The values that later steps may want: only those that there are.</summary>
    protected static IEnumerable<(CiOutput Output, string Value)> ValuesOf(Result result)
    {
        yield return (CiOutput.Outcome, result.Outcome);
        if (result.PullRequest is { } pullRequest)
        {
            yield return (CiOutput.PullRequest, pullRequest.Number.ToString(CultureInfo.InvariantCulture));
        }

        if (result.Branch is { } branch)
        {
            yield return (CiOutput.Branch, branch);
        }

        if (result.Commit is { } commit)
        {
            yield return (CiOutput.Commit, commit);
        }
    }

    protected static string TitleOf(string command) => $"gitops-promotion {command} failed";

    // TF_BUILD is "True", GITHUB_ACTIONS is "true".
    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private sealed class None : CiReport
    {
        public override void Write(string command, Result result) { }
    }
}

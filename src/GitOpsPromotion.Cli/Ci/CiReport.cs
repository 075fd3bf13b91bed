using System.Globalization;
using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Cli.Ci;

/// <summary>Reports the results of a command to the CI system that runs it. Documented in <c>docs/ci.md</c>.</summary>
internal abstract class CiReport
{
    /// <summary>The report for the CI system that the environment identifies; outside of CI systems, one that does nothing.</summary>
    public static CiReport For(Func<string, string?> environment, Terminal terminal) =>
        IsTrue(environment("GITHUB_ACTIONS")) ? new GitHubActionsReport(environment, terminal)
        : IsTrue(environment("TF_BUILD")) ? new AzurePipelinesReport(terminal)
        : new None();

    /// <param name="command">The name of the command, such as <c>new</c>.</param>
    /// <param name="result">Its result.</param>
    public abstract void Write(string command, Result result);

    /// <summary>The outputs for later steps, without those that have no value.</summary>
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

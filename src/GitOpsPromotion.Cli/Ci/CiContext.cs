using System.Globalization;
using System.Text.RegularExpressions;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Cli.Ci;

/// <summary>The CI job that runs the command, from its environment variables. Every value is null outside of a CI job.</summary>
/// <remarks>
/// Sources: https://docs.github.com/en/actions/reference/workflows-and-actions/variables,
/// https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables,
/// https://docs.gitlab.com/ci/variables/predefined_variables/.
/// </remarks>
internal static partial class CiContext
{
    private static readonly string[] BuiltBranchVariables = ["GITHUB_REF", "BUILD_SOURCEBRANCH", "CI_COMMIT_BRANCH"];

    private static readonly (string Ref, string Commit)[] BuiltCommitVariables =
    [
        ("GITHUB_REF", "GITHUB_SHA"),
        ("BUILD_SOURCEBRANCH", "BUILD_SOURCEVERSION"),
    ];

    /// <summary>The pull request that the job runs for.</summary>
    /// <exception cref="PromotionException">The job is for a pull request, but its branch is invalid.</exception>
    public static CiPullRequest? FindPullRequest(Func<string, string?> environment)
    {
        // For a push, GitHub sets the variable to an empty value.
        if (environment("GITHUB_HEAD_REF") is { Length: > 0 } head)
        {
            return new(Read(head, "GITHUB_HEAD_REF"), GitHubEvent.FindPullRequest(environment) is { IsFromFork: true });
        }

        if (GitHubEvent.FindPullRequest(environment) is { } pullRequest)
        {
            return new(Read(pullRequest.Branch, "the event"), pullRequest.IsFromFork);
        }

        if (environment("SYSTEM_PULLREQUEST_SOURCEBRANCH") is { Length: > 0 } source)
        {
            return new(
                Read(source, "SYSTEM_PULLREQUEST_SOURCEBRANCH"),
                string.Equals(environment("SYSTEM_PULLREQUEST_ISFORK"), "true", StringComparison.OrdinalIgnoreCase)
            );
        }

        return environment("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") is { Length: > 0 } request
            ? new(
                Read(request, "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"),
                !string.Equals(
                    environment("CI_MERGE_REQUEST_SOURCE_PROJECT_ID"),
                    environment("CI_MERGE_REQUEST_PROJECT_ID"),
                    StringComparison.Ordinal
                )
            )
            : null;
    }

    /// <summary>The branch that the job builds; null if it does not build a branch.</summary>
    public static BranchName? FindBranch(Func<string, string?> environment)
    {
        foreach (var variable in BuiltBranchVariables)
        {
            if (
                environment(variable) is { Length: > 0 } name
                && (BranchName.TryParseRef(name, out var branch) || BranchName.TryParse(name, out branch))
            )
            {
                return branch;
            }
        }

        return null;
    }

    /// <summary>
    /// The number of the pull request that the job tests, if the commit is its test merge commit, which is not on any branch;
    /// otherwise null.
    /// </summary>
    public static int? FindTestMerge(Func<string, string?> environment, CommitSha commit)
    {
        foreach (var (reference, sha) in BuiltCommitVariables)
        {
            if (
                string.Equals(environment(sha), commit.Value, StringComparison.OrdinalIgnoreCase)
                && TestMerge.Match(environment(reference) ?? "") is { Success: true } match
                && GitHubEvent.FindPullRequest(environment) is not { IsMerged: true }
            )
            {
                return int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    /// <summary>The tip of the branch before the push that started the job; null if it is unknown, and for a new branch.</summary>
    public static CommitSha? FindBeforePush(Func<string, string?> environment) =>
        CommitSha.TryParse(GitHubEvent.FindBefore(environment) ?? environment("CI_COMMIT_BEFORE_SHA"), out var before)
        && before.Value.Trim('0').Length > 0
            ? before
            : null;

    // With another variable, the check would be for another branch than the one to merge.
    private static BranchName Read(string name, string source) =>
        BranchName.TryParseRef(name, out var branch) || BranchName.TryParse(name, out branch)
            ? branch
            : throw new PromotionException(
                FailureKind.Configuration,
                $"Cannot determine the branch: '{name}' in {source} is not {BranchName.Form}."
            )
            {
                Hint = "Set the branch with --branch, and unset the variable.",
            };

    [GeneratedRegex(
        @"\Arefs/pull/(?<number>[1-9][0-9]{0,8})/(merge|head)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex TestMerge { get; }
}

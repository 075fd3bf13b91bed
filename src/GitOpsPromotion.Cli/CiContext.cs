using GitOpsPromotion.Git;

namespace GitOpsPromotion.Cli;

/// <summary>What a CI system says of the branch that it builds, where the checkout itself does not.</summary>
internal static class CiContext
{
    // Documented by GitHub Actions, Azure Pipelines and GitLab CI. The pull request's own branch comes first.
    private static readonly string[] BranchVariables =
    [
        "GITHUB_HEAD_REF",
        "SYSTEM_PULLREQUEST_SOURCEBRANCH",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
        "GITHUB_REF",
        "BUILD_SOURCEBRANCH",
        "CI_COMMIT_BRANCH",
    ];

    public static BranchName? FindBranch(Func<string, string?> environment)
    {
        foreach (var variable in BranchVariables)
        {
            if (environment(variable) is { Length: > 0 } value)
            {
                if (BranchName.TryParseRef(value, out var branch) || BranchName.TryParse(value, out branch))
                {
                    return branch;
                }
            }
        }

        return null;
    }
}

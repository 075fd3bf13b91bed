using System.Text.RegularExpressions;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <summary>An endpoint of a repository.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">The path below <c>/repos/owner/name</c>.</param>
/// <param name="Permission">What a token must have, such as <c>contents=read</c>.</param>
/// <param name="Answer">What it does.</param>
internal sealed record GitHubRoute(
    string Method,
    Regex Pattern,
    string Permission,
    Func<GitHubCall, ForgeAnswer.Reply> Answer
)
{
    /// <summary>The endpoints, the more special ones first.</summary>
    public static IReadOnlyList<GitHubRoute> All { get; } =
    [
        Of("GET", "/pulls", "pull_requests=read", PullRequestEndpoints.List),
        Of("POST", "/pulls", "pull_requests=write", PullRequestEndpoints.Create),
        Of("GET", "/pulls/{number}", "pull_requests=read", PullRequestEndpoints.Get),
        Of("PATCH", "/pulls/{number}", "pull_requests=write", PullRequestEndpoints.Update),
        Of("PUT", "/pulls/{number}/merge", "contents=write", MergeEndpoints.Merge),
        Of("GET", "/commits/{commit*}/pulls", "pull_requests=read", PullRequestEndpoints.OfCommit),
        Of("GET", "/commits/{commit*}/statuses", "statuses=read", StatusEndpoints.List),
        Of("GET", "/commits/{commit*}/status", "statuses=read", StatusEndpoints.Combine),
        Of("POST", "/statuses/{commit}", "statuses=write", StatusEndpoints.Create),
        Of("GET", "/branches/{branch*}", "contents=read", BranchEndpoints.Get),
        Of("GET", "/rules/branches/{branch*}", "metadata=read", BranchEndpoints.Rules),
    ];

    private static GitHubRoute Of(
        string method,
        string template,
        string permission,
        Func<GitHubCall, ForgeAnswer.Reply> answer
    ) =>
        new(
            method,
            new(
                $@"\A{Regex.Replace(
                    template,
                    @"\{(?<name>\w+)(?<several>\*?)\}",
                    match => $"(?<{match.Groups["name"].Value}>{(match.Groups["several"].Length > 0 ? ".+" : "[^/]+")})",
                    RegexOptions.ExplicitCapture
                )}\z"
            ),
            permission,
            answer
        );
}

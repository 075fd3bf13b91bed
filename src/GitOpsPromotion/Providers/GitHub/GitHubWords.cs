using System.Globalization;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>
/// What the words of GitHub's refusals mean. It gives few codes, so its words decide, and they are known here and
/// nowhere else.
/// </summary>
/// <remarks>
/// Sources: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api,
/// https://docs.github.com/en/graphql/guides/using-the-graphql-api-for-pagination, and the answers themselves.
/// </remarks>
internal static class GitHubWords
{
    // In the order in which they are looked for; several may be in one sentence.
    private static readonly (string Words, GitHubRefusal Refusal)[] Known =
    [
        ("clean status", GitHubRefusal.NothingToWaitFor),
        ("unstable status", GitHubRefusal.NothingToWaitFor),
        ("has_hooks status", GitHubRefusal.NothingToWaitFor),
        ("draft status", GitHubRefusal.Draft),
        ("still a draft", GitHubRefusal.Draft),
        ("dirty status", GitHubRefusal.Conflict),
        ("unknown status", GitHubRefusal.NotNow),
        ("Protected branch rules not configured", GitHubRefusal.NoRules),
        ("Auto merge is not allowed", GitHubRefusal.AutoMergeNotAllowed),
        ("Auto-merge is not allowed", GitHubRefusal.AutoMergeNotAllowed),
        ("not in the correct state", GitHubRefusal.NotNow),
        ("head oid", GitHubRefusal.NotNow),
        ("head sha", GitHubRefusal.NotNow),
        ("Head branch was modified", GitHubRefusal.NotNow),
        ("Base branch was modified", GitHubRefusal.NotNow),
        ("Merge commits are not allowed", GitHubRefusal.MethodNotAllowed),
        ("Squash merges are not allowed", GitHubRefusal.MethodNotAllowed),
        ("Rebase merges are not allowed", GitHubRefusal.MethodNotAllowed),
        ("Merge method", GitHubRefusal.MethodNotAllowed),
        ("merge queue", GitHubRefusal.MergeQueue),
        ("A pull request already exists", GitHubRefusal.AlreadyOpen),
        ("No commits between", GitHubRefusal.NothingToMerge),
        ("head invalid", GitHubRefusal.NoSuchBranch),
        ("No commit found", GitHubRefusal.NoSuchCommit),
        // https://github.com/github/branch-deploy/pull/345
        ("Upgrade to GitHub", GitHubRefusal.NotOnThisPlan),
    ];

    /// <summary>Whether the answer says that too much was asked, without a code that says so.</summary>
    public static bool IsSecondaryLimit(string words) =>
        Has(words, "secondary rate limit") || Has(words, "abuse detection");

    /// <summary>Whether GraphQL's answer says that all that was allowed has been asked.</summary>
    public static bool IsPrimaryLimit(GraphQlError error) =>
        error.Type is "RATE_LIMITED" or "RATE_LIMIT" || Has(error.Message, "API rate limit");

    /// <summary>Whether GraphQL gave up for no fault of the query; it says so with status 200.</summary>
    public static bool IsBreakdown(GraphQlError error) =>
        Has(error.Message, "Something went wrong while executing your query") || Has(error.Message, "timedout");

    /// <summary>Whether GraphQL says that it will not do it, and not that it may not or cannot now.</summary>
    public static bool IsRefusal(IReadOnlyList<GraphQlError> errors) =>
        errors is [{ Type: null or "UNPROCESSABLE" } first, ..] && !IsBreakdown(first) && !first.IsOfUnknownField;

    public static GitHubRefusal RefusalOf(string words) =>
        Known.FirstOrDefault(known => Has(words, known.Words)).Refusal;

    public static GitHubRefusal RefusalOf(ApiResponse response) => RefusalOf(Of(response));

    /// <summary>What an answer says, as it may be shown, without a full stop.</summary>
    public static string Of(ApiResponse response) =>
        Said(response) is { Length: > 0 } words
            ? words
            : string.Create(CultureInfo.InvariantCulture, $"status {(int)response.Status}");

    /// <summary>The same; empty where it says nothing.</summary>
    public static string Said(ApiResponse response) =>
        (
            response.TryRead(GitHubJson.Default.GitHubError)?.Words is { Length: > 0 } message
                ? response.Show(message)
                : response.ShownText
        ).TrimEnd('.');

    public static string Of(ApiResponse response, IEnumerable<GraphQlError> errors) =>
        response.Show(string.Join("; ", errors.Select(error => error.Message).OfType<string>())).TrimEnd('.');

    /// <summary>Whether they are about the version of the API.</summary>
    public static bool AreOfVersion(string words) => Has(words, "version");

    /// <summary>Whether they say that the repository can only be read.</summary>
    public static bool AreOfArchive(string words) => Has(words, "archived");

    /// <summary>Whether they say that workflows may not open pull requests.</summary>
    public static bool ForbidWorkflows(string words) => Has(words, "not permitted to create or approve pull requests");

    private static bool Has(string? text, string words) =>
        text?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false;
}

using System.Globalization;
using GitOpsPromotion.Providers.Http;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>What the texts of GitHub's errors mean. GitHub gives few codes, so the texts decide, here and nowhere else.</summary>
/// <remarks>
/// Sources: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api,
/// https://docs.github.com/en/graphql/guides/using-the-graphql-api-for-pagination, and the answers themselves.
/// </remarks>
internal static class GitHubErrorText
{
    // The first that matches counts; a sentence may contain several.
    private static readonly (string Text, RefusalReason Reason)[] Refusals =
    [
        ("clean status", RefusalReason.NothingToWaitFor),
        ("unstable status", RefusalReason.NothingToWaitFor),
        ("has_hooks status", RefusalReason.NothingToWaitFor),
        ("draft status", RefusalReason.Draft),
        ("still a draft", RefusalReason.Draft),
        ("dirty status", RefusalReason.Conflict),
        ("unknown status", RefusalReason.NotReady),
        ("Protected branch rules not configured", RefusalReason.NoRules),
        ("Auto merge is not allowed", RefusalReason.AutoMergeNotAllowed),
        ("Auto-merge is not allowed", RefusalReason.AutoMergeNotAllowed),
        ("not in the correct state", RefusalReason.NotReady),
        ("head oid", RefusalReason.NotReady),
        ("head sha", RefusalReason.NotReady),
        ("Head branch was modified", RefusalReason.NotReady),
        ("Base branch was modified", RefusalReason.NotReady),
        ("Merge commits are not allowed", RefusalReason.MethodNotAllowed),
        ("Squash merges are not allowed", RefusalReason.MethodNotAllowed),
        ("Rebase merges are not allowed", RefusalReason.MethodNotAllowed),
        ("Merge method", RefusalReason.MethodNotAllowed),
        ("merge queue", RefusalReason.MergeQueueRequired),
        ("A pull request already exists", RefusalReason.AlreadyOpen),
        ("No commits between", RefusalReason.NothingToMerge),
        ("head invalid", RefusalReason.BranchNotFound),
    ];

    public static RefusalReason ReasonOf(string text) => Refusals.FirstOrDefault(known => Has(text, known.Text)).Reason;

    public static RefusalReason ReasonOf(ApiResponse response) => ReasonOf(Of(response));

    /// <summary>What an error response says, as it may be shown, without a full stop; its status where it says nothing.</summary>
    public static string Of(ApiResponse response) =>
        MessageOf(response) is { Length: > 0 } text
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"status {(int)response.Status}");

    /// <summary>The same; empty where it says nothing.</summary>
    public static string MessageOf(ApiResponse response) =>
        (
            response.TryRead(GitHubJson.Default.GitHubError)?.Text is { Length: > 0 } message
                ? response.Show(message)
                : response.ShownText
        ).TrimEnd('.');

    public static string Of(ApiResponse response, IEnumerable<GraphQlError> errors) =>
        response.Show(string.Join("; ", errors.Select(error => error.Message).OfType<string>())).TrimEnd('.');

    /// <summary>Whether GraphQL refuses the operation itself; otherwise a permission is missing, or the server failed.</summary>
    public static bool IsRefusal(IReadOnlyList<GraphQlError> errors) =>
        errors is [{ Type: null or "UNPROCESSABLE" } first, ..] && !IsServerError(first) && !first.IsOfUnknownField;

    public static bool IsSecondaryLimit(string text) =>
        Has(text, "secondary rate limit") || Has(text, "abuse detection");

    public static bool IsPrimaryLimit(GraphQlError error) =>
        error.Type is "RATE_LIMITED" or "RATE_LIMIT" || Has(error.Message, "API rate limit");

    /// <summary>Whether GraphQL failed for no fault of the query; it says so with status 200.</summary>
    public static bool IsServerError(GraphQlError error) =>
        Has(error.Message, "Something went wrong while executing your query") || Has(error.Message, "timedout");

    public static bool IsCommitNotFound(ApiResponse response) => Has(Of(response), "No commit found");

    // https://github.com/github/branch-deploy/pull/345
    public static bool IsNotOnPlan(ApiResponse response) => Has(Of(response), "Upgrade to GitHub");

    /// <summary>Whether it is about the version of the API.</summary>
    public static bool IsOfVersion(string text) => Has(text, "version");

    /// <summary>Whether the repository is archived.</summary>
    public static bool IsOfArchive(string text) => Has(text, "archived");

    /// <summary>Whether workflows may not open pull requests.</summary>
    public static bool ForbidsWorkflows(string text) => Has(text, "not permitted to create or approve pull requests");

    private static bool Has(string? text, string part) =>
        text?.Contains(part, StringComparison.OrdinalIgnoreCase) ?? false;
}

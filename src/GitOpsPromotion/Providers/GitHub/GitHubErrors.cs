using System.Globalization;
using System.Net;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>
/// What GitHub's refusals mean. It gives few codes, so its words decide, and they are known here and nowhere else.
/// </summary>
/// <remarks>
/// Sources: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api,
/// https://docs.github.com/en/graphql/guides/using-the-graphql-api-for-pagination, and the answers themselves.
/// </remarks>
internal sealed class GitHubErrors(GitHubAddress address, bool hasToken)
{
    private const string TokenHint =
        "Give a token that may read and write the repository: in GITHUB_TOKEN, in GITOPS_PROMOTION_TOKEN, or with --token.";

    // What is asked of GraphQL: https://docs.github.com/en/enterprise-server@3.17/graphql/reference
    private const string UpdateHint = "Update gitops-promotion; an Enterprise Server must be 3.17 or newer.";

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

    public static GitHubRefusal RefusalOf(ApiResponse response) => RefusalOf(WordsOf(response));

    /// <summary>What an answer says, as it may be shown, without a full stop.</summary>
    public static string WordsOf(ApiResponse response)
    {
        var words = response.TryRead(GitHubJson.Default.GitHubError)?.Words is { Length: > 0 } message
            ? response.Show(message)
            : response.ShownText;
        return words.Length > 0
            ? words.TrimEnd('.')
            : string.Create(CultureInfo.InvariantCulture, $"status {(int)response.Status}");
    }

    public static string WordsOf(ApiResponse response, IEnumerable<GraphQlError> errors) =>
        response.Show(string.Join("; ", errors.Select(error => error.Message).OfType<string>())).TrimEnd('.');

    /// <summary>The failure that a REST answer means.</summary>
    public PromotionException From(ApiResponse response)
    {
        var what = response.Request.What;
        var words = WordsOf(response);
        return response.Status switch
        {
            HttpStatusCode.Unauthorized => Unauthorized(
                hasToken
                    ? $"{what}: {response.Host} refused the token ({words})."
                    : $"{what}: {response.Host} wants a token, and there is none.",
                hasToken ? "Check that the token is valid and has not expired." : TokenHint
            ),
            HttpStatusCode.Forbidden => Forbidden(response, words),
            HttpStatusCode.NotFound => Unauthorized(
                hasToken
                    ? $"{what}: {response.Host} knows no such thing in {address}, or the token may not see it ({words})."
                    : $"{what}: {response.Host} shows no such thing in {address} to who has no token ({words}).",
                hasToken
                    ? $"Check the URL of origin, and that the token may read {address}. GITHUB_TOKEN of a workflow can only see its own repository."
                    : TokenHint
            ),
            HttpStatusCode.Gone or HttpStatusCode.BadRequest when Has(words, "version") => new(
                FailureKind.Unreachable,
                $"{what}: {response.Host} does not speak version {GitHubClient.Version} of its API ({words})."
            )
            {
                Hint = UpdateHint,
            },
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ApiFailures.SentElsewhere(response),
            _ => new(FailureKind.Rejected, $"{what}: {response.Host} says: {words}."),
        };
    }

    /// <summary>The failure that the errors of a GraphQL answer mean.</summary>
    public PromotionException From(ApiResponse response, IReadOnlyList<GraphQlError> errors)
    {
        var what = response.Request.What;
        var words = WordsOf(response, errors);
        if (errors.Any(error => error.IsOfUnknownField))
        {
            return new(
                FailureKind.Unreachable,
                $"{what}: {response.Host} does not know all that is asked of its GraphQL ({words})."
            )
            {
                Hint = UpdateHint,
            };
        }

        if (errors.Any(IsBreakdown))
        {
            return new(FailureKind.Unreachable, $"{what}: {response.Host} gave up ({words}).")
            {
                Hint = "Check the state of the server, then run the command again.",
            };
        }

        return (errors is [var first, ..] ? first.Type : null) switch
        {
            "FORBIDDEN" => NotPermitted(response, words),
            "INSUFFICIENT_SCOPES" => NotPermitted(response, words),
            "NOT_FOUND" => Unauthorized(
                $"{what}: {response.Host} knows no such thing in {address}, or the token may not see it ({words}).",
                $"Check the URL of origin, and that the token may read {address}. GITHUB_TOKEN of a workflow can only see its own repository."
            ),
            _ => new(FailureKind.Rejected, $"{what}: {response.Host} says: {words}."),
        };
    }

    private PromotionException Forbidden(ApiResponse response, string words)
    {
        var what = response.Request.What;
        if (SingleSignOn(response) is { } page)
        {
            return Unauthorized(
                $"{what}: the organisation {address.Owner} wants the token to be authorized for its single sign-on.",
                $"Authorize it at {page}"
            );
        }

        if (Has(words, "not permitted to create or approve pull requests"))
        {
            return Unauthorized(
                $"{what}: the settings do not allow workflows to create pull requests in {address}.",
                "Tick 'Allow GitHub Actions to create and approve pull requests' in Settings, Actions, General, or use a token of an App."
            );
        }

        if (Has(words, "archived"))
        {
            return new(FailureKind.Rejected, $"{what}: {address} is archived, so it can only be read.")
            {
                Hint = "Unarchive it in its settings, or give origin the URL of the repository that replaces it.",
            };
        }

        return hasToken
            ? NotPermitted(response, words)
            : Unauthorized($"{what}: {response.Host} wants a token, and there is none.", TokenHint);
    }

    private static PromotionException NotPermitted(ApiResponse response, string words)
    {
        // https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#insufficient-permissions
        var permissions = response.Header("X-Accepted-GitHub-Permissions");
        var scopes = response.Header("X-Accepted-OAuth-Scopes");
        var needed =
            permissions is { Length: > 0 } ? $"the permissions {response.Show(permissions)}"
            : scopes is { Length: > 0 } ? $"one of the scopes {response.Show(scopes)}"
            : "the permissions contents: write, pull-requests: write and statuses: read";
        return Unauthorized(
            $"{response.Request.What}: the token lacks a permission ({words}).",
            $"It needs {needed}. A workflow gives GITHUB_TOKEN its own under 'permissions:'."
        );
    }

    // "required; url=https://github.com/orgs/…": shown only where it leads to GitHub.
    private string? SingleSignOn(ApiResponse response)
    {
        const string Prefix = "required; url=";
        return
            response.Header("X-GitHub-SSO") is { } header
            && header.StartsWith(Prefix, StringComparison.Ordinal)
            && Uri.TryCreate(header[Prefix.Length..], UriKind.Absolute, out var page)
            && page.Scheme == Uri.UriSchemeHttps
            && string.Equals(page.Host, address.Web.Host, StringComparison.OrdinalIgnoreCase)
            ? response.Show(page.AbsoluteUri)
            : null;
    }

    private static PromotionException Unauthorized(string message, string hint) =>
        new(FailureKind.Unauthorized, message) { Hint = hint };

    private static bool Has(string? text, string words) =>
        text?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false;
}

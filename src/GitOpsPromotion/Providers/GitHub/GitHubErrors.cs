using System.Net;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>The failures that GitHub's refusals are.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api</remarks>
internal sealed class GitHubErrors(GitHubAddress address, bool hasToken)
{
    private const string TokenHint =
        "Give a token that may read and write the repository: in GITHUB_TOKEN, in GITOPS_PROMOTION_TOKEN, or with --token.";

    // What is asked of GraphQL: https://docs.github.com/en/enterprise-server@3.17/graphql/reference
    private const string UpdateHint = "Update gitops-promotion; an Enterprise Server must be 3.17 or newer.";

    /// <summary>The failure that a REST answer means.</summary>
    public PromotionException From(ApiResponse response)
    {
        var what = response.Request.What;
        var words = GitHubWords.Of(response);
        return response.Status switch
        {
            HttpStatusCode.ProxyAuthenticationRequired => ApiFailures.Unexpected(response, GitHubWords.Said(response)),
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
            HttpStatusCode.Gone or HttpStatusCode.BadRequest when GitHubWords.AreOfVersion(words) => new(
                FailureKind.Unavailable,
                $"{what}: {response.Host} does not speak version {GitHubClient.Version} of its API ({words})."
            )
            {
                Hint = UpdateHint,
            },
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ApiFailures.SentElsewhere(response),
            _ when response.IsUnexpected && GitHubWords.RefusalOf(words) is GitHubRefusal.Other =>
                ApiFailures.Unexpected(response, GitHubWords.Said(response)),
            _ => new(FailureKind.Rejected, $"{what}: {response.Host} says: {words}."),
        };
    }

    /// <summary>The failure that the errors of a GraphQL answer mean.</summary>
    public PromotionException From(ApiResponse response, IReadOnlyList<GraphQlError> errors)
    {
        var what = response.Request.What;
        var words = GitHubWords.Of(response, errors);
        if (errors.Any(error => error.IsOfUnknownField))
        {
            return new(
                FailureKind.Unavailable,
                $"{what}: {response.Host} does not know all that is asked of its GraphQL ({words})."
            )
            {
                Hint = UpdateHint,
            };
        }

        if (errors.Any(GitHubWords.IsBreakdown))
        {
            return new(FailureKind.Unavailable, $"{what}: {response.Host} gave up ({words}).")
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

        if (GitHubWords.ForbidWorkflows(words))
        {
            return Unauthorized(
                $"{what}: the settings do not allow workflows to create pull requests in {address}.",
                "Tick 'Allow GitHub Actions to create and approve pull requests' in Settings, Actions, General, or use a token of an App."
            );
        }

        if (GitHubWords.AreOfArchive(words))
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
}

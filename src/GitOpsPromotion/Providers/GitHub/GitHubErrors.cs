using System.Net;
using GitOpsPromotion.Providers.Http;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>The failures that GitHub's error responses mean.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api</remarks>
internal sealed class GitHubErrors(GitHubAddress address, bool hasToken)
{
    private const string TokenHint =
        "Pass a token that can read and write the repository: in GITHUB_TOKEN, in GITOPS_PROMOTION_TOKEN, or with --token.";

    // The GraphQL schema that the queries need: https://docs.github.com/en/enterprise-server@3.17/graphql/reference
    private const string UpdateHint = "Update gitops-promotion; an Enterprise Server must be 3.17 or newer.";

    /// <summary>The failure that an error response of REST means.</summary>
    public PromotionException From(ApiResponse response)
    {
        var what = response.Request.What;
        var text = GitHubErrorText.Of(response);
        return response.Status switch
        {
            HttpStatusCode.ProxyAuthenticationRequired => ApiFailures.Unexpected(
                response,
                GitHubErrorText.MessageOf(response)
            ),
            HttpStatusCode.Unauthorized => Unauthorized(
                hasToken
                    ? $"{what}: {response.Host} refused the token ({text})."
                    : $"{what}: {response.Host} requires authentication, but no token was given.",
                hasToken ? "Check that the token is valid and has not expired." : TokenHint
            ),
            HttpStatusCode.Forbidden => Forbidden(response, text),
            HttpStatusCode.NotFound => Unauthorized(
                hasToken
                    ? $"{what}: not found in {address}, or the token has no access to it ({response.Host}: {text})."
                    : $"{what}: not found in {address}; private repositories need a token ({response.Host}: {text}).",
                hasToken
                    ? $"Check the URL of origin, and that the token has access to {address}. The GITHUB_TOKEN of a workflow has access to its own repository only."
                    : TokenHint
            ),
            HttpStatusCode.Gone or HttpStatusCode.BadRequest when GitHubErrorText.IsOfVersion(text) => new(
                FailureKind.Unavailable,
                $"{what}: {response.Host} does not support version {GitHubClient.Version} of its API ({text})."
            )
            {
                Hint = UpdateHint,
            },
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ApiFailures.SentElsewhere(response),
            _ when response.IsUnexpected
                    && GitHubErrorText.ReasonOf(text) is RefusalReason.Other
                    && !GitHubErrorText.IsCommitNotFound(response) => ApiFailures.Unexpected(
                response,
                GitHubErrorText.MessageOf(response)
            ),
            _ => new(FailureKind.Rejected, $"{what}: {response.Host} responded: {text}."),
        };
    }

    /// <summary>The failure that the errors of a GraphQL answer mean.</summary>
    public PromotionException From(ApiResponse response, IReadOnlyList<GraphQlError> errors)
    {
        var what = response.Request.What;
        var text = GitHubErrorText.Of(response, errors);
        if (errors.Any(error => error.IsOfUnknownField))
        {
            return new(
                FailureKind.Unavailable,
                $"{what}: {response.Host} does not support the GraphQL fields that this version needs ({text})."
            )
            {
                Hint = UpdateHint,
            };
        }

        if (errors.Any(GitHubErrorText.IsServerError))
        {
            return new(FailureKind.Unavailable, $"{what}: {response.Host} reported an internal error ({text}).")
            {
                Hint = "Check the state of the server, then run the command again.",
            };
        }

        return (errors is [var first, ..] ? first.Type : null) switch
        {
            "FORBIDDEN" => NotPermitted(response, text),
            "INSUFFICIENT_SCOPES" => NotPermitted(response, text),
            "NOT_FOUND" => Unauthorized(
                $"{what}: not found in {address}, or the token has no access to it ({response.Host}: {text}).",
                $"Check the URL of origin, and that the token has access to {address}. The GITHUB_TOKEN of a workflow has access to its own repository only."
            ),
            _ => new(FailureKind.Rejected, $"{what}: {response.Host} responded: {text}."),
        };
    }

    private PromotionException Forbidden(ApiResponse response, string text)
    {
        var what = response.Request.What;
        if (SingleSignOn(response) is { } page)
        {
            return Unauthorized(
                $"{what}: the organization {address.Owner} requires the token to be authorized for single sign-on.",
                $"Authorize it at {page}"
            );
        }

        if (GitHubErrorText.ForbidsWorkflows(text))
        {
            return Unauthorized(
                $"{what}: the settings do not allow workflows to create pull requests in {address}.",
                "Tick 'Allow GitHub Actions to create and approve pull requests' in Settings, Actions, General, or use a token of an App."
            );
        }

        if (GitHubErrorText.IsOfArchive(text))
        {
            return new(FailureKind.Rejected, $"{what}: {address} is archived, so it is read-only.")
            {
                Hint = "Unarchive it in its settings, or give origin the URL of the repository that replaces it.",
            };
        }

        return hasToken
            ? NotPermitted(response, text)
            : Unauthorized($"{what}: {response.Host} requires authentication, but no token was given.", TokenHint);
    }

    private static PromotionException NotPermitted(ApiResponse response, string text)
    {
        // https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#insufficient-permissions
        var permissions = response.Header("X-Accepted-GitHub-Permissions");
        var scopes = response.Header("X-Accepted-OAuth-Scopes");
        var needed =
            permissions is { Length: > 0 } ? $"the permissions {response.Show(permissions)}"
            : scopes is { Length: > 0 } ? $"one of the scopes {response.Show(scopes)}"
            : "the permissions contents: write, pull-requests: write and statuses: read";
        return Unauthorized(
            $"{response.Request.What}: the token lacks a permission ({text}).",
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

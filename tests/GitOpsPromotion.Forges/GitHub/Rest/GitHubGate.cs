using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <summary>Authentication and permissions, for REST and GraphQL.</summary>
internal static class GitHubGate
{
    /// <summary>The token of a request, or the refusal.</summary>
    public static (GitHubToken? Token, ForgeAnswer.Reply? Refusal) Enter(GitHubForge forge, ForgeRequest request) =>
        string.IsNullOrWhiteSpace(request.Header("User-Agent")) ? (null, GitHubErrors.NoUserAgent)
        : request.Header("X-GitHub-Api-Version") is { } version && !GitHubVersions.Knows(version)
            ? (null, GitHubErrors.Message(400, $"Unsupported API version: {version}"))
        : request.Authorization switch
        {
            [] => (null, GitHubErrors.Message(401, "Requires authentication")),
            [var only] => forge.FindToken(only.Split(' ', 2) is ["Bearer" or "Token", var secret] ? secret : null)
                is { } token
                ? (token, null)
                : (null, GitHubErrors.Message(401, "Bad credentials")),
            _ => (null, GitHubErrors.Message(400, "Duplicate header: \"Authorization\"")),
        };

    /// <summary>The refusal where a permission is missing.</summary>
    public static ForgeAnswer.Reply? Refuse(GitHubToken token, string permission) =>
        token.Has(permission)
            ? null
            : GitHubErrors
                .Message(403, "Resource not accessible by personal access token")
                .With("X-Accepted-GitHub-Permissions", permission);
}

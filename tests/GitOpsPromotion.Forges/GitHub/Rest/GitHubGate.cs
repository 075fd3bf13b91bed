using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <summary>What is looked at before anything else, for REST and GraphQL.</summary>
internal static class GitHubGate
{
    /// <summary>Who asks. Otherwise the refusal.</summary>
    public static (GitHubToken? Token, ForgeAnswer.Reply? Refusal) Enter(GitHubForge forge, ForgeRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Header("User-Agent")))
        {
            return (null, GitHubErrors.NoUserAgent);
        }

        if (request.Header("X-GitHub-Api-Version") is { } version && !GitHubVersions.Knows(version))
        {
            return (null, GitHubErrors.Message(400, $"Unsupported API version: {version}"));
        }

        return request.Authorization switch
        {
            [] => (null, GitHubErrors.Message(401, "Requires authentication")),
            [var only] => forge.FindToken(Secret(only)) is { } token
                ? (token, null)
                : (null, GitHubErrors.BadCredentials),
            _ => (
                null,
                new ForgeAnswer.Reply(400, "Duplicate header: \"Authorization\"") { ContentType = "text/plain" }
            ),
        };
    }

    /// <summary>What keeps the token from a repository. Null where nothing does.</summary>
    public static ForgeAnswer.Reply? Refuse(GitHubToken token, GitHubRepository repository, string permission) =>
        !token.Sees(repository.FullName) && repository.Settings.IsPrivate ? GitHubErrors.NotFound
        : token.LacksSingleSignOn ? GitHubErrors.NoSingleSignOn(repository.Owner)
        : repository.Settings.IsArchived && permission.EndsWith("=write", StringComparison.Ordinal)
            ? GitHubErrors.Message(403, "Repository was archived so is read-only.")
        : token.Has(permission) && token.Sees(repository.FullName) || IsForEverybody(repository, permission) ? null
        : GitHubErrors.NotAccessible(token, permission);

    private static bool IsForEverybody(GitHubRepository repository, string permission) =>
        !repository.Settings.IsPrivate && permission.EndsWith("=read", StringComparison.Ordinal);

    private static string? Secret(string authorization) =>
        authorization.Split(' ', 2) is [var scheme, var secret]
        && (
            scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            || scheme.Equals("token", StringComparison.OrdinalIgnoreCase)
        )
            ? secret
            : null;
}

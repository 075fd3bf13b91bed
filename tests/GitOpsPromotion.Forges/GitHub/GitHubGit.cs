using System.Text;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>Git over HTTP, to who may. The caller holds the forge's lock.</summary>
internal static class GitHubGit
{
    public static ForgeAnswer Answer(GitHubForge forge, ForgeRequest request)
    {
        if (request.Authorization.Count > 1)
        {
            return Refuse(400, "Duplicate header: \"Authorization\"");
        }

        if (request.Authorization is not [var authorization] || FindToken(forge, authorization) is not { } token)
        {
            return Refuse(
                    401,
                    "Invalid username or token. Password authentication is not supported for Git operations."
                )
                .With("WWW-Authenticate", "Basic realm=\"GitHub\"");
        }

        var parts = Uri.UnescapeDataString(request.Path).Split('/', 4, StringSplitOptions.RemoveEmptyEntries);
        var name = parts is [var owner, var folder, _, ..]
            ? $"{owner}/{(folder.EndsWith(".git", StringComparison.Ordinal) ? folder[..^4] : folder)}"
            : "";

        if (forge.Find(name) is not { } repository || !token.Sees(repository.FullName))
        {
            return Refuse(404, "Repository not found.");
        }

        var rest = request.Path.Split('/', 4)[3];

        if (!repository.FullName.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            var query = request.Target[request.Path.Length..];
            return new ForgeAnswer.Reply(301).With("Location", $"{repository.Url}/{rest}{query}");
        }

        return Refuse(token, repository, request.IsPush || request.Query("service") is "git-receive-pack")
            ?? (ForgeAnswer)
                new ForgeAnswer.Git($"/{GitHubForge.FolderOf(repository.Id)}/{rest}")
                {
                    Done = () =>
                    {
                        if (request.IsPush)
                        {
                            lock (forge.Gate)
                            {
                                repository.Pulls.Settle();
                            }
                        }
                    },
                };
    }

    private static ForgeAnswer.Reply? Refuse(GitHubToken token, GitHubRepository repository, bool push) =>
        token.LacksSingleSignOn
            ? Refuse(403, $"The '{repository.Owner}' organization has enabled or enforced SAML SSO.")
        : push && repository.Settings.IsArchived ? Refuse(403, "This repository was archived so it is read-only.")
        : token.Has(push ? "contents=write" : "contents=read") || (!push && !repository.Settings.IsPrivate) ? null
        : token.Kind is GitHubTokenKind.Classic
            ? Refuse(403, $"Permission to {repository.FullName}.git denied to {token.Login}.")
        : Refuse(403, "Write access to repository not granted.");

    // Any user will do for a person's token; an app has to give the name.
    private static GitHubToken? FindToken(GitHubForge forge, string authorization)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(Convert.FromBase64String(authorization["Basic ".Length..])).Split(':', 2);
        var token = pair is [_, var secret] ? forge.FindToken(secret) : null;
        return token is { Kind: GitHubTokenKind.App } && pair[0] is not GitHttpServer.UserName ? null : token;
    }

    private static ForgeAnswer.Reply Refuse(int status, string reason) =>
        new(status, $"{reason}\n") { ContentType = "text/plain; charset=utf-8" };
}

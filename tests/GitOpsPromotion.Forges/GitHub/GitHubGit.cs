using System.Text;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>Git over HTTP. The caller holds the forge's lock.</summary>
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

        if (request.Path.Split('/', 4) is not [_, var owner, var folder, var rest])
        {
            return Refuse(404, "Not Found");
        }

        var name = $"{owner}/{(folder.EndsWith(".git", StringComparison.Ordinal) ? folder[..^4] : folder)}";

        if (forge.Find(name) is not { } repository)
        {
            return Refuse(404, "Repository not found.");
        }

        if (!repository.FullName.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            var query = request.Target[request.Path.Length..];
            return new ForgeAnswer.Reply(301).With("Location", $"{repository.Url}/{rest}{query}");
        }

        return token.Has(
            request.IsPush || request.Query("service") is "git-receive-pack" ? "contents=write" : "contents=read"
        )
            ? new ForgeAnswer.Git($"/{GitHubForge.FolderOf(repository.Id)}/{rest}")
            {
                Done = () =>
                {
                    lock (forge.Gate)
                    {
                        repository.Pulls.Settle();
                    }
                },
            }
            : Refuse(403, "Write access to repository not granted.");
    }

    // The token is the password of any user.
    private static GitHubToken? FindToken(GitHubForge forge, string authorization) =>
        authorization.Split(' ', 2) is ["Basic", var pair]
        && Encoding.UTF8.GetString(Convert.FromBase64String(pair)).Split(':', 2) is [_, var password]
            ? forge.FindToken(password)
            : null;

    private static ForgeAnswer.Reply Refuse(int status, string reason) =>
        new(status, $"{reason}\n") { ContentType = "text/plain; charset=utf-8" };
}

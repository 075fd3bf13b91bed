using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitOpsPromotion.Forges.Contracts;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <summary>The REST API. The caller holds the forge's lock.</summary>
internal static partial class GitHubRest
{
    private const string Root = "/api/v3";

    public static ForgeAnswer.Reply Answer(
        GitHubForge forge,
        ForgeRequest request,
        ApiDescription? description,
        ICollection<string> violations
    )
    {
        if (!request.Target.StartsWith($"{Root}/", StringComparison.Ordinal))
        {
            return new(404, "<html><body>Not Found</body></html>") { ContentType = "text/html" };
        }

        var (token, refusal) = GitHubGate.Enter(forge, request);

        if (token is null)
        {
            return refusal!;
        }

        var target = Resolve(forge, request.Target[Root.Length..]);

        if (Note(violations, description?.CheckRequest(request.Method, target, request.Body)) is { } wrong)
        {
            return wrong;
        }

        var reply = Dispatch(forge, request, token, target, violations);

        if (Note(violations, description?.CheckAnswer(request.Method, target, reply.Status, reply.Body)) is { } broken)
        {
            return broken;
        }

        return forge.HasNoMergeCommitSha || request.Header("X-GitHub-Api-Version") is GitHubVersions.Newest
            ? GitHubVersions.WithoutMergeCommitSha(reply)
            : reply;
    }

    private static ForgeAnswer.Reply Dispatch(
        GitHubForge forge,
        ForgeRequest request,
        GitHubToken token,
        string target,
        ICollection<string> violations
    )
    {
        var match = RepositoryPath.Match(target.Split('?', 2)[0]);

        if (!match.Success)
        {
            return Note(violations, [$"This GitHub has no {request.Method} {target}."])!;
        }

        var name = Uri.UnescapeDataString($"{match.Groups["owner"].Value}/{match.Groups["name"].Value}");

        if (forge.Find(name) is not { } repository)
        {
            return GitHubErrors.NotFound;
        }

        var rest = match.Groups["rest"].Value;

        if (!repository.FullName.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            return Moved(forge, request, repository, rest);
        }

        foreach (var route in GitHubRoute.All)
        {
            if (route.Method == request.Method && route.Pattern.Match(rest) is { Success: true } path)
            {
                return GitHubGate.Refuse(token, route.Permission) ?? Call(route, path);
            }
        }

        return Note(violations, [$"This GitHub has no {request.Method} {target}."])!;

        ForgeAnswer.Reply Call(GitHubRoute route, Match path)
        {
            if (GitHubCall.Parse(request.Body) is not { } body)
            {
                return GitHubErrors.Message(400, "Problems parsing JSON");
            }

            repository.Pulls.Settle();
            var reply = route.Answer(new(repository, token, request, path, body));
            repository.Pulls.Settle();
            return reply;
        }
    }

    // https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
    private static ForgeAnswer.Reply Moved(
        GitHubForge forge,
        ForgeRequest request,
        GitHubRepository repository,
        string rest
    )
    {
        var query = request.Target.Split('?', 2) is [_, var after] ? $"?{after}" : "";
        var address = string.Create(
            CultureInfo.InvariantCulture,
            $"{forge.Api}repositories/{repository.Id}{rest}{query}"
        );
        return GitHubErrors
            .Json(
                request.Method is "GET" ? 301 : 307,
                new JsonObject
                {
                    ["message"] = request.Method is "GET" ? "Moved Permanently" : "Temporary Redirect",
                    ["url"] = address,
                    ["documentation_url"] = GitHubErrors.Documentation,
                }
            )
            .With("Location", address);
    }

    // Where a redirect leads to: /repositories/1001/pulls is /repos/acme/gitops/pulls.
    private static string Resolve(GitHubForge forge, string target) =>
        NumberedPath.Match(target) is { Success: true } match
        && forge.Find(long.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture)) is { } repository
            ? $"/repos/{repository.FullName}{target[match.Length..]}"
            : target;

    private static ForgeAnswer.Reply? Note(ICollection<string> violations, IReadOnlyList<string>? findings)
    {
        foreach (var finding in findings ?? [])
        {
            violations.Add(finding);
        }

        return findings is null or [] ? null : GitHubErrors.Message(500, string.Join(' ', findings));
    }

    [GeneratedRegex(@"\A/repos/(?<owner>[^/]+)/(?<name>[^/]+)(?<rest>/.*)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex RepositoryPath { get; }

    [GeneratedRegex(@"\A/repositories/(?<id>[0-9]{1,9})(?=[/?]|\z)", RegexOptions.ExplicitCapture)]
    private static partial Regex NumberedPath { get; }
}

using System.Globalization;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Where the API of a repository is.</summary>
/// <param name="Collection">The organization, or a Server's collection; with a slash at the end.</param>
/// <param name="Project">The project's name, not escaped.</param>
/// <param name="Repository">The repository's name, not escaped. It may end in <c>.git</c>.</param>
/// <remarks>
/// Sources: https://learn.microsoft.com/en-us/azure/devops/repos/git/clone,
/// https://learn.microsoft.com/en-us/azure/devops/extend/develop/work-with-urls.
/// </remarks>
internal sealed record AzureDevOpsAddress(Uri Collection, string Project, string Repository)
{
    private const string PublicHost = "dev.azure.com";
    private const string SshHost = "ssh." + PublicHost;
    private const string OldDomain = ".visualstudio.com";
    private const string OldSshHost = "vs-ssh" + OldDomain;

    /// <summary>Whether the host alone tells that it is Azure DevOps. A Server's does not.</summary>
    public static bool Recognises(RemoteUrl remote) =>
        remote.Scheme is not "file"
        && (remote.Host is PublicHost or SshHost || remote.Host.EndsWith(OldDomain, StringComparison.Ordinal));

    /// <exception cref="PromotionException">The URL does not name a repository on Azure DevOps.</exception>
    public static AzureDevOpsAddress From(RemoteUrl remote)
    {
        string[]? path = remote.Scheme is "file"
            ? null
            : [.. remote.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        return path is not null && path.All(IsName) && Find(remote, path) is { } found
            ? found
            : throw new PromotionException(
                FailureKind.Configuration,
                $"The URL of origin, {remote}, does not name a repository on Azure DevOps."
            )
            {
                Hint =
                    $"It should look like https://{PublicHost}/<organization>/<project>/_git/<repository>. "
                    + "For another forge, choose with --provider.",
            };
    }

    /// <summary>An address below the repository's API.</summary>
    /// <param name="path">Escaped where it holds values; may be empty, and may hold a query.</param>
    public Uri At(string path) =>
        InProject($"git/repositories/{Uri.EscapeDataString(Repository)}{(path.Length > 0 ? "/" : "")}{path}");

    /// <summary>An address below the project's API.</summary>
    public Uri InProject(string path) => new(Collection, $"{Uri.EscapeDataString(Project)}/_apis/{path}");

    /// <summary>An address below the API of the organization or collection.</summary>
    public Uri InCollection(string path) => new(Collection, $"_apis/{path}");

    /// <summary>Where a person reads a pull request.</summary>
    public Uri PageOf(int pullRequest) =>
        new(
            Collection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Uri.EscapeDataString(Project)}/_git/{Uri.EscapeDataString(Repository)}/pullrequest/{pullRequest}"
            )
        );

    /// <summary>The repository for people.</summary>
    public override string ToString() => $"{Project}/{Repository}";

    private static AzureDevOpsAddress? Find(RemoteUrl remote, string[] path) =>
        remote.Host switch
        {
            PublicHost => path is [var organization, .. var rest] ? Split(Public(organization), rest) : null,
            SshHost => FromShortSsh(path),
            OldSshHost => FromShortSsh(path)
                // Before v3 the organization was the user.
                ?? (remote.User is { } user && IsName(user) ? Split(Public(user), WithoutCollection(path)) : null),
            var host when host.EndsWith(OldDomain, StringComparison.Ordinal) => Split(
                new Uri($"https://{host}/"),
                WithoutCollection(path)
            ),
            _ => FromServer(remote, path),
        };

    private static Uri Public(string organization) =>
        new($"https://{PublicHost}/{Uri.EscapeDataString(organization)}/");

    // git@ssh.dev.azure.com:v3/organization/project/repository
    private static AzureDevOpsAddress? FromShortSsh(string[] path) =>
        path is ["v3", var organization, var project, .. var rest] && WithoutView(rest) is [var repository]
            ? new(Public(organization), project, repository)
            : null;

    private static string[] WithoutCollection(string[] path) =>
        path is [var first, .. var rest] && Is(first, "DefaultCollection") ? rest : path;

    // Any other host is an Azure DevOps Server, or a server of tests on this machine.
    private static AzureDevOpsAddress? FromServer(RemoteUrl remote, string[] path)
    {
        var mark = Array.FindIndex(path, IsMark);

        // The last name before the mark is the project's, unless that leaves no collection: /tfs is a folder of the server.
        var length = path switch
        {
            [var first, ..] when Is(first, "tfs") => Math.Max(mark - 1, 2),
            _ => Math.Max(mark - 1, 1),
        };
        if (mark < length)
        {
            return null;
        }

        // A port of SSH says nothing of the web's.
        var isWeb = remote.Scheme is "https" or "http";
        UriBuilder collection = new(
            isWeb ? remote.Scheme : "https",
            remote.Host,
            isWeb && remote.Port is { } port ? port : -1,
            string.Concat(path[..length].Select(name => $"{Uri.EscapeDataString(name)}/"))
        );
        return Split(collection.Uri, path[length..]);
    }

    /// <summary>What follows the collection: <c>[project/[team/]]_git/[view/]repository</c>.</summary>
    private static AzureDevOpsAddress? Split(Uri collection, string[] path)
    {
        var mark = Array.FindIndex(path, IsMark);
        return mark is >= 0 and <= 2 && WithoutView(path[(mark + 1)..]) is [var repository]
            // The repository that a project starts with has its name, and its URL does not repeat it.
            ? new(collection, mark is 0 ? repository : path[0], repository)
            : null;
    }

    private static string[] WithoutView(string[] path) =>
        path is [var view, .. var rest] && (Is(view, "_full") || Is(view, "_optimized")) ? rest : path;

    private static bool IsMark(string segment) => Is(segment, "_git") || Is(segment, "_ssh");

    // A name of dots would be a step in a path.
    private static bool IsName(string segment) =>
        !string.IsNullOrWhiteSpace(segment)
        && segment is not ("." or "..")
        && !segment.Any(sign => char.IsControl(sign) || sign is '/' or '\\');

    private static bool Is(string segment, string name) => segment.Equals(name, StringComparison.OrdinalIgnoreCase);
}

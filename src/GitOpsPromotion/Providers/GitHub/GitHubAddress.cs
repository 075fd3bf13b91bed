using System.Text.RegularExpressions;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Where the API of a repository is.</summary>
/// <param name="Web">Where people see it: scheme, host and port.</param>
/// <param name="Api">The base of REST, with a slash at the end.</param>
/// <param name="GraphQl">The address of GraphQL, on the same server.</param>
/// <param name="Owner">The user or organisation.</param>
/// <param name="Name">The repository's name without the owner.</param>
/// <remarks>
/// Sources: https://docs.github.com/en/rest/using-the-rest-api, https://docs.github.com/en/enterprise-server/rest,
/// https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/network-details-for-ghecom.
/// </remarks>
internal sealed partial record GitHubAddress(Uri Web, Uri Api, Uri GraphQl, string Owner, string Name)
{
    private const string PublicHost = "github.com";
    private const string ResidencyDomain = ".ghe.com";

    /// <summary>Whether the host alone tells that it is GitHub. An Enterprise Server's does not.</summary>
    public static bool Recognises(RemoteUrl remote) =>
        remote.Scheme is not "file" && (IsPublic(remote.Host) || IsResidency(remote.Host));

    /// <exception cref="PromotionException">The URL does not name a repository on GitHub.</exception>
    public static GitHubAddress From(RemoteUrl remote)
    {
        if (remote.Scheme is "file" || Repository.Match(remote.Path) is not { Success: true } path)
        {
            throw new PromotionException(
                FailureKind.Configuration,
                $"The URL of origin, {remote}, does not name a repository on GitHub."
            )
            {
                Hint =
                    "It should look like https://github.com/<owner>/<repository>. For another forge, choose with --provider.",
            };
        }

        var (web, api, graphQl) = BasesOf(remote);
        return new(web, api, graphQl, path.Groups["owner"].Value, path.Groups["name"].Value);
    }

    /// <summary>An address below the repository's.</summary>
    /// <param name="path">Escaped where it holds values; may be empty, and may hold a query.</param>
    public Uri At(string path) => new(Api, $"repos/{Owner}/{Name}{(path.Length > 0 ? "/" : "")}{path}");

    /// <summary>The repository for people.</summary>
    public override string ToString() => $"{Owner}/{Name}";

    private static (Uri Web, Uri Api, Uri GraphQl) BasesOf(RemoteUrl remote)
    {
        if (IsPublic(remote.Host) || IsResidency(remote.Host))
        {
            var host = IsPublic(remote.Host) ? PublicHost : remote.Host;
            return (new($"https://{host}/"), new($"https://api.{host}/"), new($"https://api.{host}/graphql"));
        }

        // An Enterprise Server, or a server of tests on this machine. A port of SSH says nothing of the web's.
        var isWeb = remote.Scheme is "https" or "http";
        UriBuilder server = new(
            isWeb ? remote.Scheme : "https",
            remote.Host,
            isWeb && remote.Port is { } port ? port : -1
        );
        return (server.Uri, new(server.Uri, "api/v3/"), new(server.Uri, "api/graphql"));
    }

    private static bool IsPublic(string host) => host is PublicHost or "ssh." + PublicHost or "www." + PublicHost;

    private static bool IsResidency(string host) => host.EndsWith(ResidencyDomain, StringComparison.Ordinal);

    // A name of dots only would be a step in a path.
    [GeneratedRegex(
        @"\A(?<owner>[A-Za-z0-9_-]+)/(?<name>(?!\.{0,2}(\.git)?/?\z)[A-Za-z0-9._-]+?)(\.git)?/?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Repository { get; }
}

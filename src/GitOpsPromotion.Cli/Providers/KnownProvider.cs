using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.AzureDevOps;
using GitOpsPromotion.Providers.GitHub;
using GitOpsPromotion.Providers.PlainGit;

namespace GitOpsPromotion.Cli.Providers;

/// <summary>A provider by its name. A new one is a folder in the library's <c>Providers</c> and an entry in <see cref="All"/>.</summary>
/// <param name="Name">The value of <c>--provider</c>.</param>
/// <param name="Recognises">Whether the URL of <c>origin</c> alone identifies this provider.</param>
/// <param name="GitUserName">The user name that goes with a token if the URL has none.</param>
/// <param name="TokenVariables">
/// The environment variables of this provider that hold a token. Those of another provider must not be read: their token
/// would be sent to a host that it is not meant for.
/// </param>
/// <param name="ServerVariables">
/// The environment variables in which a CI job on this forge has the forge's URL. A job's token is for that server only.
/// </param>
/// <param name="Create">Creates the provider.</param>
internal sealed record KnownProvider(
    string Name,
    Predicate<RemoteUrl> Recognises,
    string GitUserName,
    IReadOnlyList<string> TokenVariables,
    IReadOnlyList<string> ServerVariables,
    Func<ProviderConnection, IGitProvider> Create
)
{
    /// <summary>The environment variable that holds the token for any provider.</summary>
    public const string CommonTokenVariable = "GITOPS_PROMOTION_TOKEN";

    /// <summary>All providers.</summary>
    public static IReadOnlyList<KnownProvider> All { get; } =
    [
        new(
            "github",
            GitHubAddress.Recognises,
            "x-access-token",
            ["GITHUB_TOKEN", "GH_TOKEN"],
            ["GITHUB_SERVER_URL"],
            connection => new GitHubProvider(connection)
        ),
        new(
            "azdo",
            AzureDevOpsAddress.Recognises,
            "git",
            ["SYSTEM_ACCESSTOKEN", "AZURE_DEVOPS_EXT_PAT"],
            ["SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "SYSTEM_COLLECTIONURI"],
            connection => new AzureDevOpsProvider(connection)
        ),
        new(
            "git",
            remote => remote.Scheme is "file",
            "git",
            [],
            [],
            connection => new PlainGitProvider(connection.Repository, connection.Time)
        ),
    ];

    /// <summary>The values of <c>--provider</c>, for help and errors.</summary>
    public static string Names => string.Join(", ", All.Select(provider => provider.Name));

    /// <summary>The environment variables that may hold a token.</summary>
    public static IEnumerable<string> AllTokenVariables =>
        All.SelectMany(provider => provider.TokenVariables).Append(CommonTokenVariable);

    /// <summary>
    /// The provider of that name. Without a name: the one that the URL identifies, then the forge that runs the CI job, if the
    /// repository is on the same server.
    /// </summary>
    /// <exception cref="PromotionException">No provider has that name, or none was identified.</exception>
    public static KnownProvider For(RemoteUrl remote, string? name, Func<string, string?> environment) =>
        name is not null
            ? FindByName(name) ?? throw UnknownName(name)
            : All.FirstOrDefault(provider => provider.Recognises(remote))
                ?? All.FirstOrDefault(provider => CiServer.Find(provider, environment)?.Hosts(remote) is true)
                ?? throw NotIdentified(remote);

    /// <summary>What git sends to the remote; null without a token.</summary>
    public GitCredential? CredentialFor(RemoteUrl remote, string? token) =>
        token is null ? null : new GitCredential(remote.User ?? GitUserName, token);

    /// <summary>The token variables that hold a token for another server than the repository's, with the host of that server.</summary>
    public IEnumerable<(string Variable, string Host)> TokensForOtherHosts(
        RemoteUrl origin,
        Func<string, string?> environment
    ) =>
        CiServer.Find(this, environment) is { } server && !server.Hosts(origin)
            ? TokenVariables
                .Where(variable => !string.IsNullOrWhiteSpace(environment(variable)))
                .Select(variable => (variable, server.Host))
            : [];

    private static KnownProvider? FindByName(string name) =>
        All.FirstOrDefault(provider => string.Equals(provider.Name, name, StringComparison.Ordinal));

    private static PromotionException UnknownName(string name) =>
        new(FailureKind.Configuration, $"Unknown provider '{name}'.") { Hint = $"Valid providers: {Names}." };

    private static PromotionException NotIdentified(RemoteUrl remote) =>
        new(FailureKind.Configuration, $"Cannot determine the provider from the URL of origin (host {remote.Host}).")
        {
            Hint =
                $"Set it with --provider: {Names}. The provider git works with any server: "
                + "it keeps the pull requests in the repository itself.",
        };
}

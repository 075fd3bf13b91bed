using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.AzureDevOps;
using GitOpsPromotion.Providers.GitHub;
using GitOpsPromotion.Providers.PlainGit;

namespace GitOpsPromotion.Providers;

/// <summary>A provider by its name. A new one adds a folder beside this file and a line to <see cref="All"/>.</summary>
/// <param name="Name">What <c>--provider</c> takes.</param>
/// <param name="Recognises">Whether the URL of <c>origin</c> alone tells that this is the one.</param>
/// <param name="GitUserName">The user name that goes with a token where the URL names none.</param>
/// <param name="TokenVariables">
/// The environment variables of its own that hold a token. Those of another provider must not be read: their token
/// would be sent to a host that it is not meant for.
/// </param>
/// <param name="Create">Makes the provider.</param>
public sealed record KnownProvider(
    string Name,
    Predicate<RemoteUrl> Recognises,
    string GitUserName,
    IReadOnlyList<string> TokenVariables,
    Func<ProviderConnection, IGitProvider> Create
)
{
    /// <summary>Every provider there is.</summary>
    public static IReadOnlyList<KnownProvider> All { get; } =
    [
        new(
            "github",
            GitHubAddress.Recognises,
            "x-access-token",
            ["GITHUB_TOKEN", "GH_TOKEN"],
            connection => new GitHubProvider(connection)
        ),
        new(
            "azdo",
            AzureDevOpsAddress.Recognises,
            "git",
            ["SYSTEM_ACCESSTOKEN", "AZURE_DEVOPS_EXT_PAT"],
            connection => new AzureDevOpsProvider(connection)
        ),
        new(
            "git",
            remote => remote.Scheme is "file",
            "git",
            [],
            connection => new PlainGitProvider(connection.Repository, connection.Time)
        ),
    ];

    /// <summary>The names that <c>--provider</c> takes, for help and errors.</summary>
    public static string Names => string.Join(", ", All.Select(provider => provider.Name));

    /// <summary>The provider of that name, or where no name is given the one that the URL tells.</summary>
    public static KnownProvider For(RemoteUrl remote, string? name) =>
        name is null
            ? All.FirstOrDefault(provider => provider.Recognises(remote))
                ?? throw new PromotionException(
                    FailureKind.Configuration,
                    $"The URL of origin does not tell which provider {remote.Host} is."
                )
                {
                    Hint =
                        $"Name it with --provider: {Names}. With git, any server will do: "
                        + "the pull requests are kept in the repository itself.",
                }
            : All.FirstOrDefault(provider => string.Equals(provider.Name, name, StringComparison.Ordinal))
                ?? throw new PromotionException(FailureKind.Configuration, $"There is no provider '{name}'.")
                {
                    Hint = $"The providers are: {Names}.",
                };

    /// <summary>What git presents to the remote; null without a token.</summary>
    public GitCredential? CredentialFor(RemoteUrl remote, string? token) =>
        token is null ? null : new GitCredential(remote.User ?? GitUserName, token);
}

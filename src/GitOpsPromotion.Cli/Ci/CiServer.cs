using GitOpsPromotion.Git;

namespace GitOpsPromotion.Cli.Ci;

/// <summary>A forge that runs CI jobs, as a job on it knows it.</summary>
/// <param name="Provider">The provider for its repositories.</param>
/// <param name="Address">The variables that hold its URL.</param>
/// <param name="Tokens">The variables that a job has its token in.</param>
internal sealed record CiServer(string Provider, IReadOnlyList<string> Address, IReadOnlyList<string> Tokens)
{
    private static readonly CiServer[] All =
    [
        new("github", ["GITHUB_SERVER_URL"], ["GITHUB_TOKEN", "GH_TOKEN"]),
        new(
            "azdo",
            ["SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "SYSTEM_COLLECTIONURI"],
            ["SYSTEM_ACCESSTOKEN", "AZURE_DEVOPS_EXT_PAT"]
        ),
    ];

    /// <summary>The provider of the forge that runs the job, where the repository is on the same one.</summary>
    public static string? FindProvider(Func<string, string?> environment, RemoteUrl origin) =>
        All.FirstOrDefault(server => server.FindAddress(environment) is { } address && IsOn(address, origin))?.Provider;

    /// <summary>
    /// The host that a variable's token is for, where that is another one than the repository's: a job's token is not
    /// to be shown to strangers.
    /// </summary>
    public static string? FindOtherHost(Func<string, string?> environment, string variable, RemoteUrl origin) =>
        All.FirstOrDefault(server => server.Tokens.Contains(variable, StringComparer.Ordinal)) is { } server
        && server.FindAddress(environment) is { } address
        && !IsOn(address, origin)
            ? address.Host
            : null;

    private Uri? FindAddress(Func<string, string?> environment) =>
        Address
            .Select(environment)
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null)
            .FirstOrDefault(address => address is { Host.Length: > 0 });

    private static bool IsOn(Uri address, RemoteUrl origin) =>
        string.Equals(Service(address.IdnHost), Service(origin.Host), StringComparison.OrdinalIgnoreCase)
        // The port of SSH says nothing of the web's.
        && (origin.Scheme is not ("http" or "https") || address.Port == PortOf(origin));

    private static int PortOf(RemoteUrl origin) => origin.Port ?? (origin.Scheme is "http" ? 80 : 443);

    // Each service has names of its own for SSH, and Azure DevOps one for each organisation as well.
    private static string Service(string host) =>
        host switch
        {
            "ssh.github.com" or "www.github.com" => "github.com",
            "ssh.dev.azure.com" => "dev.azure.com",
            _ when host.EndsWith(".visualstudio.com", StringComparison.OrdinalIgnoreCase) => "dev.azure.com",
            _ => host.Trim('[', ']'),
        };
}

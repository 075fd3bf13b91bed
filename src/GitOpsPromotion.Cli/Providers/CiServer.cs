using GitOpsPromotion.Git;

namespace GitOpsPromotion.Cli.Providers;

/// <summary>The forge that runs the CI job, identified by the URL in the job's environment.</summary>
internal sealed class CiServer
{
    private readonly Uri address;

    private CiServer(Uri address) => this.address = address;

    public string Host => address.Host;

    /// <summary>The server of a provider; null if the command does not run in a CI job on it.</summary>
    public static CiServer? Find(KnownProvider provider, Func<string, string?> environment) =>
        provider
            .ServerVariables.Select(environment)
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null)
            .FirstOrDefault(address => address is { Host.Length: > 0 })
            is { } found
            ? new CiServer(found)
            : null;

    /// <summary>Whether the repository is on this server.</summary>
    public bool Hosts(RemoteUrl origin) =>
        string.Equals(ServiceOf(address.IdnHost), ServiceOf(origin.Host), StringComparison.OrdinalIgnoreCase)
        // The port of SSH is not the port of the web server.
        && (origin.Scheme is not ("http" or "https") || address.Port == PortOf(origin));

    private static int PortOf(RemoteUrl origin) => origin.Port ?? (origin.Scheme is "http" ? 80 : 443);

    // Each service has separate host names for SSH; Azure DevOps also has one for each organisation.
    private static string ServiceOf(string host) =>
        host switch
        {
            "ssh.github.com" or "www.github.com" => "github.com",
            "ssh.dev.azure.com" => "dev.azure.com",
            _ when host.EndsWith(".visualstudio.com", StringComparison.OrdinalIgnoreCase) => "dev.azure.com",
            _ => host.Trim('[', ']'),
        };
}

using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>Git settings that send one <c>Authorization</c> header, ours, to the remote's own server and to no other.</summary>
internal sealed class HttpAuthorization(
    GitConfiguration configuration,
    RemoteConfiguration remote,
    GitCredential credential
)
{
    private string Encoded =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Token}"));

    /// <summary>What must not be shown.</summary>
    public IReadOnlyCollection<string> Secrets =>
        [
            .. new[] { Encoded, credential.Token, Uri.EscapeDataString(credential.Token) }.Where(secret =>
                secret.Length > 0
            ),
        ];

    /// <summary>Whether the token may be sent there: to the remote's own server only.</summary>
    public bool AppliesTo(RemoteUrl url) => url.AllowsToken && url.HasSameServerAs(remote.Url);

    /// <summary>The settings for one URL. git prefers those whose URL fits best; none can fit better than the whole URL.</summary>
    /// <remarks>Source: https://git-scm.com/docs/git-config#Documentation/git-config.txt-httplturlgt</remarks>
    public IEnumerable<KeyValuePair<string, string>> SettingsFor(RemoteUrl url)
    {
        var header = $"http.{url.SettingsKey}.extraheader";

        // An empty value forgets all that came before: also what a checkout step has left for the same server.
        yield return KeyValuePair.Create(header, "");

        foreach (var kept in OtherHeaders(url))
        {
            yield return KeyValuePair.Create(header, kept);
        }

        yield return KeyValuePair.Create(header, $"Authorization: Basic {Encoded}");

        // After a redirection git would send the header to the new host.
        yield return KeyValuePair.Create($"http.{url.SettingsKey}.followredirects", "false");

        // A refused token is a failure; nobody and nothing else is asked for a better one.
        yield return KeyValuePair.Create($"credential.{url.SettingsKey}.helper", "");
        yield return KeyValuePair.Create("core.askpass", "");
    }

    private IEnumerable<string> OtherHeaders(RemoteUrl url) =>
        configuration
            .GetAll("http.extraheader")
            .Concat(
                configuration
                    .GetSubsections("http", "extraheader")
                    .Where(entry => AppliesSetting(entry.Key, url))
                    .Select(entry => entry.Value)
            )
            .Where(value =>
                value.Length > 0 && !value.TrimStart().StartsWith("authorization:", StringComparison.OrdinalIgnoreCase)
            );

    private static bool AppliesSetting(string key, RemoteUrl url) =>
        RemoteUrl.TryParse(key, provider: null, out var scope)
        && scope.HasSameServerAs(url)
        && (scope.User is null || string.Equals(scope.User, url.User, StringComparison.Ordinal))
        && $"{url.Path}/".StartsWith(
            scope.Path.Length == 0 ? "" : scope.Path.TrimEnd('/') + '/',
            StringComparison.Ordinal
        );
}

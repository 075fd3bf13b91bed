using GitOpsPromotion.Text;

namespace GitOpsPromotion.Git;

/// <summary>Git settings that send our <c>Authorization</c> header, and no other, to the remote's server only.</summary>
internal sealed class HttpAuthorization(
    GitConfiguration configuration,
    RemoteConfiguration remote,
    GitCredential credential
)
{
    private string Encoded => SecretRedactor.BasicCredential(credential.UserName, credential.Token);

    /// <summary>The texts to redact.</summary>
    public IReadOnlyCollection<string> Secrets => SecretRedactor.FormsOf(credential.UserName, credential.Token);

    /// <summary>Whether the token may be sent to a URL: only if it is on the remote's server.</summary>
    public bool AppliesTo(RemoteUrl url) => url.AllowsToken && url.HasSameServerAs(remote.Url);

    /// <summary>The settings for one URL. git uses the settings with the longest matching URL; the full URL always wins.</summary>
    /// <remarks>Source: https://git-scm.com/docs/git-config#Documentation/git-config.txt-httplturlgt</remarks>
    public IEnumerable<KeyValuePair<string, string>> SettingsFor(RemoteUrl url)
    {
        var header = $"http.{url.SettingsKey}.extraheader";

        // An empty value resets the list, including headers that a checkout step of the CI system has configured.
        yield return KeyValuePair.Create(header, "");

        foreach (var kept in OtherHeaders(url))
        {
            yield return KeyValuePair.Create(header, kept);
        }

        yield return KeyValuePair.Create(header, $"Authorization: Basic {Encoded}");

        // git would send the header to the host that a redirect names.
        yield return KeyValuePair.Create($"http.{url.SettingsKey}.followredirects", "false");

        // If the token is rejected, the command fails. No credential helper or prompt is used.
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

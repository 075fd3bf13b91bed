namespace GitOpsPromotion.Git;

/// <summary>
/// The configuration of <c>origin</c>, and settings for a second remote with the same URLs, but without the refspecs and
/// options with which a fetch or push would change the user's refs. <c>insteadOf</c> is resolved here rather than with
/// <c>git remote get-url</c>, which would cost two processes.
/// </summary>
/// <remarks>Source: https://git-scm.com/docs/git-config#Documentation/git-config.txt-remoteltnamegturl</remarks>
internal sealed class RemoteConfiguration
{
    private const string Origin = "origin";

    // Keys that change which refs a fetch or push updates, and the URLs.
    private static readonly string[] ExcludedKeys =
    [
        "url",
        "pushurl",
        "fetch",
        "push",
        "mirror",
        "tagopt",
        "prune",
        "prunetags",
        "followremotehead",
    ];

    private readonly GitConfiguration configuration;
    private readonly string url;
    private readonly string? pushUrl;

    private RemoteConfiguration(GitConfiguration configuration, string url)
    {
        this.configuration = configuration;
        this.url = url;
        pushUrl = configuration.GetAll("remote.origin.pushurl").FirstOrDefault();

        while (configuration.GetSection("remote", Name).Any())
        {
            Name += "-";
        }

        Url = Parse(Rewrite(url, "insteadof") ?? url);
        PushUrl =
            pushUrl is not null ? Parse(Rewrite(pushUrl, "insteadof") ?? pushUrl)
            : Rewrite(url, "pushinsteadof") is { } rewritten ? Parse(rewritten)
            : Url;
    }

    /// <summary>The name of the remote in our settings.</summary>
    public string Name { get; } = "gitops-promotion-origin";

    /// <summary>The URL that git fetches from.</summary>
    public RemoteUrl Url { get; }

    /// <summary>The URL that git pushes to; usually the same.</summary>
    public RemoteUrl PushUrl { get; }

    /// <summary>Whether the repository is a partial clone.</summary>
    public bool IsPromisor =>
        configuration.GetBoolean("remote.origin.promisor")
        || configuration.Get("remote.origin.partialclonefilter") is not null
        || configuration.Get("extensions.partialclone") is not null;

    /// <returns>Null if there is no <c>origin</c>.</returns>
    /// <exception cref="PromotionException">The URL is not supported.</exception>
    public static RemoteConfiguration? Find(GitConfiguration configuration) =>
        configuration.GetAll("remote.origin.url").FirstOrDefault() is { Length: > 0 } url
            ? new(configuration, url)
            : null;

    /// <summary>The settings that define the remote <see cref="Name"/>.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings
    {
        get
        {
            // A push to several URLs is not atomic, so only the first URL is used.
            yield return KeyValuePair.Create($"remote.{Name}.url", url);

            if (pushUrl is not null)
            {
                yield return KeyValuePair.Create($"remote.{Name}.pushurl", pushUrl);
            }

            foreach (var (key, value) in configuration.GetSection("remote", Origin))
            {
                if (!ExcludedKeys.Contains(key, StringComparer.Ordinal))
                {
                    yield return KeyValuePair.Create($"remote.{Name}.{key}", value);
                }
            }
        }
    }

    // The longest prefix wins, as in git's remote.c.
    private string? Rewrite(string address, string rule) =>
        configuration
            .GetSubsections("url", rule)
            .Where(entry => address.StartsWith(entry.Value, StringComparison.Ordinal))
            .OrderByDescending(entry => entry.Value.Length)
            .Select(entry => entry.Key + address[entry.Value.Length..])
            .FirstOrDefault();

    private static RemoteUrl Parse(string text) =>
        RemoteUrl.TryParse(text, provider: null, out var url)
            ? url
            : throw new PromotionException(
                FailureKind.Configuration,
                "The URL of the remote 'origin' is not supported."
            )
            {
                Hint = $"Expected {RemoteUrl.Form}. Show it with: git remote get-url origin.",
            };
}

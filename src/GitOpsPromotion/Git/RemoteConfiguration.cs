namespace GitOpsPromotion.Git;

/// <summary>
/// What git knows of <c>origin</c>, and the settings under which git talks to it here: a remote of our own with the same
/// addresses, but without the refspecs and options by which <c>origin</c> would write to the user's refs.
/// </summary>
/// <remarks>Source: https://git-scm.com/docs/git-config#Documentation/git-config.txt-remoteltnamegturl</remarks>
internal sealed class RemoteConfiguration
{
    private const string Origin = "origin";

    // What decides which refs a fetch or a push touches, or has been taken apart here.
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

    /// <summary>The remote's name in our settings.</summary>
    public string Name { get; } = "gitops-promotion-origin";

    /// <summary>Where git reads.</summary>
    public RemoteUrl Url { get; }

    /// <summary>Where git writes; mostly the same.</summary>
    public RemoteUrl PushUrl { get; }

    /// <summary>Whether objects may be missing here until they are needed.</summary>
    public bool IsPromisor =>
        configuration.GetBoolean("remote.origin.promisor")
        || configuration.Get("remote.origin.partialclonefilter") is not null
        || configuration.Get("extensions.partialclone") is not null;

    /// <returns>Null where there is no <c>origin</c>.</returns>
    /// <exception cref="PromotionException">It is nothing that git alone can reach.</exception>
    public static RemoteConfiguration? Find(GitConfiguration configuration) =>
        configuration.GetAll("remote.origin.url").FirstOrDefault() is { Length: > 0 } url
            ? new(configuration, url)
            : null;

    /// <summary>The settings that make the remote <see cref="Name"/>.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings
    {
        get
        {
            // Several URLs are one remote after another, which no push can change all or none of: the first one counts.
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
                "The URL of the remote 'origin' is none that promotions can be pushed to."
            )
            {
                Hint = $"It must be {RemoteUrl.Form}. See it with: git remote get-url origin.",
            };
}

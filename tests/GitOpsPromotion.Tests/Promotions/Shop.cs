using System.Collections.Concurrent;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>A GitOps repository on a real remote, with the provider that keeps its pull requests there.</summary>
/// <remarks>Each start is built once for all tests. A test gets a copy of it, which takes no git process.</remarks>
internal sealed class Shop : IAsyncDisposable
{
    public const string PerApp = """
        status_timeout_minutes: "1s"
        environments:
          - {name: dev, auto: true}
          - {name: qa, auto: true}
          - {name: prod, auto: false}
        """;

    public const string PerEnvironment = "prflow: per-env\n" + PerApp;

    private static readonly ConcurrentDictionary<string, Lazy<Task<Shop>>> Built = new(StringComparer.Ordinal);

    private readonly GitSandbox sandbox;

    private Shop(GitSandbox sandbox, PullRequest? pullRequest = null)
    {
        this.sandbox = sandbox;
        Remote = new TestRepository(sandbox["remote.git"]);
        FindPullRequest = pullRequest;
    }

    public TestRepository Remote { get; }

    public JumpingTime Time { get; } = new();

    public GitRepository Repository { get; private set; } = null!;

    public IGitProvider Provider { get; private set; } = null!;

    /// <summary>The open promotion of version 2.0 to qa.</summary>
    public PullRequest PullRequest => FindPullRequest!;

    public CommitSha Tip => CommitSha.Parse(Remote.Resolve("HEAD"));

    /// <summary>The tip of the default branch before its newest merge.</summary>
    public CommitSha Before => CommitSha.Parse(Remote.Resolve("HEAD^"));

    private PullRequest? FindPullRequest { get; }

    /// <summary>Version 1.0 is in every environment.</summary>
    public static Task<Shop> OpenAsync(string configuration = PerApp, string branch = "main") =>
        CopyAsync($"new {branch} {configuration}", () => CreateAsync(configuration, branch, []));

    /// <summary>More files were committed, then version 2.0 was started. It is merged into dev, if dev has <c>auto: true</c>.</summary>
    public static Task<Shop> OpenStartedAsync(
        string configuration = PerApp,
        params (string Path, string Content)[] files
    ) =>
        CopyAsync(
            $"dev {configuration} {string.Join(' ', files)}",
            async () =>
            {
                var shop = await CreateAsync(configuration, "main", files);
                await shop.NewAsync("2.0");
                return shop;
            }
        );

    /// <summary>Version 2.0 is in dev, and its promotion to qa is open.</summary>
    public static Task<Shop> OpenToQaAsync(
        string configuration = PerApp,
        bool isReported = true,
        params (string Path, string Content)[] files
    ) =>
        CopyAsync(
            $"qa {isReported} {configuration} {string.Join(' ', files)}",
            async () =>
            {
                var shop = await OpenStartedAsync(configuration, files);
                var opened = (PromotionOutcome.Opened)await shop.PromoteAsync(shop.Tip);
                if (isReported)
                {
                    await shop.ReportAsync("dev");
                }

                return new Shop(shop.sandbox, opened.PullRequest) { Repository = shop.Repository };
            }
        );

    /// <summary>A start of one test class.</summary>
    /// <param name="key">The same for the same start.</param>
    /// <param name="openAsync">Opens the start that it begins with.</param>
    /// <param name="prepareAsync">What follows; once for all tests.</param>
    public static Task<Shop> OpenPreparedAsync(string key, Func<Task<Shop>> openAsync, Func<Shop, Task> prepareAsync) =>
        CopyAsync(
            $"prepared {key}",
            async () =>
            {
                var shop = await openAsync();
                await prepareAsync(shop);
                return shop;
            }
        );

    /// <summary>Another user's clone.</summary>
    public Task<(GitRepository Repository, IGitProvider Provider)> CloneAsync(string name, params string[] options) =>
        ConnectAsync(sandbox.Clone(Remote, name, options));

    public static string Manifest(string tag) =>
        $$"""newTag: "{{tag}}" # {"$imagepolicy": "webshop:webui:tag"}""" + "\n";

    /// <summary>The version of an environment on the default branch.</summary>
    public string VersionIn(string environment) =>
        ManifestReader
            .Read(new Manifest("app.yaml", Remote.Read("HEAD", $"webshop/{environment}/app.yaml")))
            .Single()
            .Value;

    public async ValueTask DisposeAsync()
    {
        await Repository.DisposeAsync();
        sandbox.Dispose();
    }

    private static async Task<Shop> CreateAsync(
        string configuration,
        string branch,
        (string Path, string Content)[] files
    )
    {
        Shop shop = new(new GitSandbox());
        shop.sandbox.CreateRemote(branch: branch);
        shop.Remote.Commit(
            branch,
            ("gitops-promotion.yaml", configuration),
            ("webshop/dev/app.yaml", Manifest("1.0")),
            ("webshop/qa/app.yaml", Manifest("1.0")),
            ("webshop/qa/values.yaml", "replicas: 2\n"),
            ("webshop/prod/app.yaml", Manifest("1.0"))
        );
        if (files.Length > 0)
        {
            shop.Remote.Commit(branch, files);
        }

        (shop.Repository, shop.Provider) = await shop.CloneAsync("clone");
        return shop;
    }

    private static async Task<Shop> CopyAsync(string key, Func<Task<Shop>> createAsync)
    {
        var built = await Built.GetOrAdd(key, _ => new(() => BuildAsync(createAsync))).Value;
        Shop shop = new(new GitSandbox(), built.FindPullRequest);
        built.sandbox.CopyTo(shop.sandbox);
        TestRepository clone = new(shop.sandbox["clone"]);
        clone.SetOrigin(new Uri(shop.Remote.Path));
        (shop.Repository, shop.Provider) = await shop.ConnectAsync(clone);
        return shop;
    }

    private static async Task<Shop> BuildAsync(Func<Task<Shop>> createAsync)
    {
        var shop = await createAsync();
        await shop.Repository.DisposeAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => shop.sandbox.Dispose();
        return shop;
    }

    private async Task<(GitRepository Repository, IGitProvider Provider)> ConnectAsync(TestRepository clone)
    {
        var repository = await GitRepository.OpenAsync(clone.Path, _ => null, trace: null, CancellationToken.None);
        var provider = new PlainGitProvider(repository, Time);
        return (repository, provider);
    }
}

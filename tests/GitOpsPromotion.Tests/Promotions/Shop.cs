using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>A GitOps repository on a real remote, with the provider that keeps its pull requests there.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string PerApp = """
        status_timeout_minutes: 1
        environments:
          - {name: dev, auto: true}
          - {name: qa, auto: true}
          - {name: prod, auto: false}
        """;

    private readonly GitSandbox sandbox = new();

    private Shop(string configuration, string branch)
    {
        Remote = sandbox.CreateRemote(branch: branch);
        Remote.Commit(
            branch,
            ("gitops-promotion.yaml", configuration),
            ("webshop/dev/app.yaml", Manifest("1.0")),
            ("webshop/qa/app.yaml", Manifest("1.0")),
            ("webshop/prod/app.yaml", Manifest("1.0"))
        );
    }

    public TestRepository Remote { get; }

    public JumpingTime Time { get; } = new();

    public GitRepository Repository { get; private set; } = null!;

    public IGitProvider Provider { get; private set; } = null!;

    public CommitSha Tip => CommitSha.Parse(Remote.Resolve("HEAD"));

    public static async Task<Shop> OpenAsync(string configuration = PerApp, string branch = "main")
    {
        Shop shop = new(configuration, branch);
        (shop.Repository, shop.Provider) = await shop.CloneAsync("clone");
        return shop;
    }

    /// <summary>Another user's clone.</summary>
    public async Task<(GitRepository Repository, IGitProvider Provider)> CloneAsync(
        string name,
        params string[] options
    )
    {
        var clone = sandbox.Clone(Remote, name, options);
        var repository = await GitRepository.OpenAsync(clone.Path, _ => null, trace: null, CancellationToken.None);
        var provider = new PlainGitProvider(repository, Time);
        return (repository, provider);
    }

    public static string Manifest(string tag) =>
        $$"""newTag: "{{tag}}" # {"$imagepolicy": "webshop:webui:tag"}""" + "\n";

    /// <summary>What the default branch holds in an environment.</summary>
    public string Held(string environment) =>
        ManifestReader
            .Read(new Manifest("app.yaml", Remote.Read("HEAD", $"webshop/{environment}/app.yaml")))
            .Single()
            .Value;

    public async Task<PromotionOutcome> NewAsync(string tag, bool dryRun = false, bool discardsCommits = false) =>
        await new StartPromotion(Repository, Provider, Time, discardsCommits).RunAsync(
            Given.Webui,
            Given.Version(tag),
            dryRun,
            CancellationToken.None
        );

    public async Task<PromotionOutcome> PromoteAsync(CommitSha commit, bool dryRun = false) =>
        await new ContinuePromotion(Repository, Provider, Time).RunAsync(commit, dryRun, CancellationToken.None);

    public async Task<StatusOutcome> CheckAsync(string branch = "promote/webshop-webui", bool dryRun = false) =>
        await new CheckPromotion(Repository, Provider, Time).RunAsync(
            BranchName.Parse(branch),
            isNamed: false,
            dryRun,
            CancellationToken.None
        );

    public Task<MergeOutcome> MergeAsync(string environment, bool dryRun = false, string? reason = null) =>
        new MergePromotion(Repository, Provider, Time).RunAsync(
            Given.Webui,
            Given.Environment(environment),
            reason is null ? null : OverrideReason.Parse(reason),
            dryRun,
            CancellationToken.None
        );

    public Task ReportAsync(
        string environment,
        CommitStatusState state = CommitStatusState.Success,
        CommitSha? commit = null
    ) =>
        new ReportStatus(Repository, Provider).RunAsync(
            GroupName.Parse("webshop"),
            Given.Environment(environment),
            state,
            commit ?? Tip,
            "",
            dryRun: false,
            CancellationToken.None
        );

    /// <summary>Takes the version into dev, and opens its promotion to qa. Returns the pull request.</summary>
    public async Task<PullRequest> BringToQaAsync(string tag)
    {
        await NewAsync(tag);
        var opened = (PromotionOutcome.Opened)await PromoteAsync(Tip);
        return opened.PullRequest;
    }

    public async ValueTask DisposeAsync()
    {
        await Repository.DisposeAsync();
        sandbox.Dispose();
    }
}

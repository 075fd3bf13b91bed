using System.Globalization;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Tests.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Live;

/// <summary>
/// A disposable repository on a real forge. Each test has a target branch of its own, with a commit of its own, so that no
/// pull request, rule or status of another test is seen.
/// </summary>
/// <param name="urlVariable">The environment variable with the HTTPS URL of the repository.</param>
/// <param name="tokenVariable">The environment variable with the token.</param>
/// <param name="userName">The user name that goes with the token.</param>
internal abstract class LiveForge(string urlVariable, string tokenVariable, string userName) : IProviderForge
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private const int QuietIntervals = 6;

    private readonly string run = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8];
    private readonly GitSandbox sandbox = new();
    private readonly List<IAsyncDisposable> repositories = [];
    private readonly HashSet<BranchName> branches = [];
    private TestRepository? work;

    public BranchName DefaultBranch => BranchName.Parse($"live-{run}");

    protected Uri Url { get; } =
        new(Environment.GetEnvironmentVariable(urlVariable) is { Length: > 0 } url ? url : "https://example.invalid/");

    protected string Token { get; } = Environment.GetEnvironmentVariable(tokenVariable) ?? "";

    protected HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public async Task<IGitProvider> ConnectAsync()
    {
        Assert.SkipWhen(
            string.IsNullOrEmpty(Environment.GetEnvironmentVariable(urlVariable)) || Token is "",
            $"{urlVariable} does not name a disposable repository, or {tokenVariable} has no token."
        );
        work ??= Prepare();
        var clone = sandbox.CreateConnected(
            Url,
            string.Create(CultureInfo.InvariantCulture, $"clone-{repositories.Count}")
        );
        var repository = await GitRepository.OpenAsync(
            clone.Path,
            _ => new GitCredential(userName, Token),
            trace: null,
            CancellationToken.None
        );
        repositories.Add(repository);
        return Connect(new(repository, Http, Token, TimeProvider.System));
    }

    public Task<CommitSha> PushAsync(BranchName branch, string path, string content)
    {
        Fetch(branch.Ref);
        return Task.FromResult(Push(branch, (path, content)));
    }

    public Task DeleteAsync(BranchName branch)
    {
        Work.Git("push", "--quiet", "origin", $":{branch.Ref}");
        return Task.CompletedTask;
    }

    public Task<CommitSha?> FindTipAsync(BranchName branch) =>
        Task.FromResult(
            Work.Git("ls-remote", "origin", branch.Ref) is { Length: > 0 } line
                ? CommitSha.Parse(line.Split('\t')[0])
                : null
        );

    public Task<string> ReadFileAsync(string path)
    {
        Fetch("refs/read");
        return Task.FromResult(Work.Read("refs/read", path));
    }

    public Task<string> ReadMessageAsync(CommitSha commit)
    {
        Fetch("refs/read");
        return Task.FromResult(Work.Git("log", "-1", "--format=%B", commit.Value));
    }

    public abstract Task RequireCheckAsync();

    public abstract Task CompleteCheckAsync(CommitSha head);

    /// <summary>Waits until the target branch has stayed where it is for a while: nothing else says that a forge is done.</summary>
    public async Task SettleAsync()
    {
        var tip = await FindTipAsync(DefaultBranch);

        for (var quiet = 0; quiet < QuietIntervals; quiet++)
        {
            await Task.Delay(Interval);
            var next = await FindTipAsync(DefaultBranch);
            quiet = next == tip ? quiet : -1;
            tip = next;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (work is not null)
        {
            await RemoveRulesAsync();

            foreach (var branch in branches)
            {
                if (await FindTipAsync(branch) is not null)
                {
                    await DeleteAsync(branch);
                }
            }
        }

        foreach (var repository in repositories)
        {
            await repository.DisposeAsync();
        }

        Http.Dispose();
        sandbox.Dispose();
    }

    protected abstract IGitProvider Connect(ProviderConnection connection);

    /// <summary>Undoes <see cref="RequireCheckAsync"/>, and closes what closes with no branch.</summary>
    protected abstract Task RemoveRulesAsync();

    private TestRepository Work => work ?? throw new InvalidOperationException("Connect first.");

    // The credential helper reads the token from the environment, so that neither an argument nor a file holds it.
    private TestRepository Prepare()
    {
        work = sandbox.CreateConnected(Url, "work");
        work.Git(
            "config",
            "credential.helper",
            $"!f() {{ echo username={userName}; echo \"password=${tokenVariable}\"; }}; f"
        );
        Push(DefaultBranch, ("webui.yaml", "0.9"), ("run.txt", run));
        return work;
    }

    private CommitSha Push(BranchName branch, params (string Path, string Content)[] files)
    {
        var commit = Work.Commit(branch.Value, files);
        Work.Git("push", "--quiet", "--force", "origin", branch.Ref);
        branches.Add(branch);
        return CommitSha.Parse(commit);
    }

    /// <summary>Sets a ref of the working repository to the tip of the target branch.</summary>
    private void Fetch(string reference) => Work.Git("fetch", "--quiet", "origin", $"+{DefaultBranch.Ref}:{reference}");
}

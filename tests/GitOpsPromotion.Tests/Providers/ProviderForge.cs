using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Tests.Providers;

/// <summary>What a forge is to git: a bare repository, and who works with it.</summary>
internal abstract class ProviderForge : IProviderForge
{
    private readonly List<IAsyncDisposable> opened = [];
    private readonly List<HttpClient> clients = [];

    public BranchName DefaultBranch { get; protected init; } = BranchName.Parse("main");

    /// <summary>The bare repository.</summary>
    public abstract TestRepository Remote { get; }

    /// <summary>The folder of all of it.</summary>
    protected GitSandbox Sandbox { get; } = new();

    public abstract Task<IGitProvider> ConnectAsync();

    public Task<CommitSha> PushAsync(BranchName branch, string path, string content) =>
        Task.FromResult(Move(branch, path, content));

    /// <summary>As <see cref="PushAsync"/>.</summary>
    public CommitSha Move(BranchName branch, string path, string content)
    {
        Remote.Git("update-ref", branch.Ref, DefaultBranch.Ref);
        return CommitSha.Parse(Remote.Commit(branch.Value, (path, content)));
    }

    public Task DeleteAsync(BranchName branch)
    {
        Remote.Git("update-ref", "-d", branch.Ref);
        return Task.CompletedTask;
    }

    public Task<CommitSha?> FindTipAsync(BranchName branch) =>
        Task.FromResult(Remote.FindRef(branch.Ref) is { } tip ? CommitSha.Parse(tip) : null);

    public Task<string> ReadFileAsync(string path) => Task.FromResult(Remote.Read(DefaultBranch.Ref, path));

    public Task<string> ReadMessageAsync(CommitSha commit) =>
        Task.FromResult(Remote.Git("log", "-1", "--format=%B", commit.Value));

    public abstract Task RequireCheckAsync();

    public abstract Task CompleteCheckAsync(CommitSha head);

    public abstract Task SettleAsync();

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        foreach (var repository in opened)
        {
            await repository.DisposeAsync();
        }

        await StopAsync();
        Sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the server, where there is one.</summary>
    protected virtual ValueTask StopAsync() => ValueTask.CompletedTask;

    /// <summary>A folder for another clone.</summary>
    protected string NextClone =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"clone-{opened.Count}");

    protected async Task<GitRepository> OpenAsync(
        TestRepository clone,
        GitCredential? credential = null,
        IProgress<string>? trace = null
    )
    {
        var repository = await GitRepository.OpenAsync(clone.Path, _ => credential, trace, CancellationToken.None);
        opened.Add(repository);
        return repository;
    }

    /// <summary>A client of an API, by whatever way.</summary>
    protected HttpClient ClientOf(HttpMessageHandler api)
    {
        HttpClient client = new(api);
        clients.Add(client);
        return client;
    }
}

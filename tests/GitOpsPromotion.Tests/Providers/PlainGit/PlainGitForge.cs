using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <summary>No forge at all: a bare repository, and clones of it.</summary>
internal sealed class PlainGitForge : IProviderForge
{
    private readonly GitSandbox sandbox = new();
    private readonly List<GitRepository> clones = [];

    public PlainGitForge(string defaultBranch = "main")
    {
        DefaultBranch = BranchName.Parse(defaultBranch);
        Remote = sandbox.CreateRemote(branch: defaultBranch);
        Remote.Commit(defaultBranch, ("webui.yaml", "0.9"));
    }

    public BranchName DefaultBranch { get; }

    public TestRepository Remote { get; }

    public TestRepository? LastClone { get; private set; }

    public async Task<IGitProvider> ConnectAsync() => await ConnectAsync(options: []);

    /// <param name="options">Options of <c>git clone</c>.</param>
    public async Task<PlainGitProvider> ConnectAsync(params string[] options) =>
        new(await CloneAsync(trace: null, options), TimeProvider.System);

    /// <param name="trace">Hears the git commands that run.</param>
    /// <param name="options">Options of <c>git clone</c>.</param>
    public async Task<GitRepository> CloneAsync(IProgress<string>? trace, params string[] options)
    {
        LastClone = sandbox.Clone(Remote, $"clone-{clones.Count}", options);
        var repository = await GitRepository.OpenAsync(LastClone.Path, _ => null, trace, CancellationToken.None);
        clones.Add(repository);
        return repository;
    }

    /// <summary>As <see cref="IProviderForge.PushAsync"/>, of <c>webui.yaml</c>.</summary>
    public CommitSha Move(BranchName branch, string version) => Move(branch, "webui.yaml", version);

    public CommitSha Move(BranchName branch, string path, string content)
    {
        Remote.Git("update-ref", branch.Ref, DefaultBranch.Ref);
        return CommitSha.Parse(Remote.Commit(branch.Value, (path, content)));
    }

    public Task<CommitSha> PushAsync(BranchName branch, string path, string content) =>
        Task.FromResult(Move(branch, path, content));

    public Task DeleteAsync(BranchName branch)
    {
        Remote.Git("update-ref", "-d", branch.Ref);
        return Task.CompletedTask;
    }

    public Task<CommitSha?> FindTipAsync(BranchName branch) =>
        Task.FromResult(Remote.Has(branch.Ref) ? CommitSha.Parse(Remote.Resolve(branch.Ref)) : null);

    public Task<string> ReadFileAsync(string path) => Task.FromResult(Remote.Read(DefaultBranch.Ref, path));

    /// <summary>Only <c>Merging</c> decides.</summary>
    public Task RequireCheckAsync() => Task.CompletedTask;

    /// <summary>There is no CI to learn it from.</summary>
    public Task CompleteCheckAsync(CommitSha head) => Task.CompletedTask;

    /// <summary>A push is all there is.</summary>
    public Task SettleAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var clone in clones)
        {
            await clone.DisposeAsync();
        }

        sandbox.Dispose();
    }
}

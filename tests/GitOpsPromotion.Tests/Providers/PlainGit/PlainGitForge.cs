using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <summary>No forge at all: a bare repository, and clones of it.</summary>
internal sealed class PlainGitForge : ProviderForge
{
    public PlainGitForge(string defaultBranch = "main")
    {
        DefaultBranch = BranchName.Parse(defaultBranch);
        Remote = Sandbox.CreateRemote(branch: defaultBranch);
        Remote.Commit(defaultBranch, ("webui.yaml", "0.9"));
    }

    public override TestRepository Remote { get; }

    public TestRepository? LastClone { get; private set; }

    public override async Task<IGitProvider> ConnectAsync() => await ConnectAsync(options: []);

    /// <param name="options">Options of <c>git clone</c>.</param>
    public async Task<PlainGitProvider> ConnectAsync(params string[] options) =>
        new(await CloneAsync(trace: null, options), TimeProvider.System);

    /// <param name="trace">Hears the git commands that run.</param>
    /// <param name="options">Options of <c>git clone</c>.</param>
    public async Task<GitRepository> CloneAsync(IProgress<string>? trace, params string[] options)
    {
        LastClone = Sandbox.Clone(Remote, NextClone, options);
        return await OpenAsync(LastClone, credential: null, trace);
    }

    /// <summary>As <see cref="IProviderForge.PushAsync"/>, of <c>webui.yaml</c>.</summary>
    public CommitSha Move(BranchName branch, string version) => Move(branch, "webui.yaml", version);

    /// <summary>Only <c>Merging</c> decides.</summary>
    public override Task RequireCheckAsync() => Task.CompletedTask;

    /// <summary>There is no CI to learn it from.</summary>
    public override Task CompleteCheckAsync(CommitSha head) => Task.CompletedTask;

    /// <summary>A push is all there is.</summary>
    public override Task SettleAsync() => Task.CompletedTask;
}

using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>A clone of a remote with one commit, and short forms to commit and push.</summary>
public abstract class PushTest : IAsyncLifetime
{
    protected const string Branch = "refs/heads/promote/apps-web";

    protected GitSandbox Sandbox { get; } = new();

    protected TestRepository Remote { get; private set; } = null!;

    protected TestRepository Clone { get; private set; } = null!;

    protected GitRepository Repository { get; private set; } = null!;

    protected CommitSha Tip { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Remote = Sandbox.CreateRemote();
        Tip = CommitSha.Parse(Remote.Commit("main", ("apps/dev/web.yaml", "tag: 1\n")));
        Clone = Sandbox.Clone(Remote);
        Repository = await Clone.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Repository.DisposeAsync();
        Sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task<CommitSha> CommitAsync(string tag) =>
        Repository.CommitFileAsync(Tip, "apps/dev/web.yaml", $"tag: {tag}\n");

    protected Task<PushResult> PushAsync(params RefUpdate[] updates) => Repository.Remote.PushAsync(updates, default);
}

using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>A bare clone of a remote whose only commit has files with unusual names.</summary>
public abstract class TreeTest : IAsyncLifetime
{
    protected GitSandbox Sandbox { get; } = new();

    protected TestRepository Remote { get; private set; } = null!;

    protected TestRepository Clone { get; private set; } = null!;

    protected GitRepository Repository { get; private set; } = null!;

    protected CommitSha Tip { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Remote = Sandbox.CreateRemote();
        Tip = CommitSha.Parse(
            Remote.Commit(
                "main",
                ("a/b.yaml", "1"),
                ("a.yaml", "2"),
                ("a-b/c.yaml", "3"),
                ("apps/dev/line\nbreak.yaml", "4"),
                ("apps/dev/\"quoted\" name.yaml", "5"),
                ("apps/dev/tab\tand\\backslash.yaml", "6"),
                ("apps/dev/🚀/ünï.yaml", ""),
                ("apps/devil/x.yaml", "8")
            )
        );
        Clone = Sandbox.Clone(Remote, "clone", "--bare");
        Repository = await Clone.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Repository.DisposeAsync();
        Sandbox.Dispose();
        GC.SuppressFinalize(this);
    }
}

using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>A clone whose origin is an HTTP server that requires a token.</summary>
public abstract class HttpTest : IAsyncLifetime
{
    protected GitSandbox Sandbox { get; } = new();

    protected TestRepository Clone { get; private set; } = null!;

    protected TestRepository Remote { get; private set; } = null!;

    protected GitHttpServer Server { get; private set; } = null!;

    protected CommitSha Tip { get; private set; } = null!;

    protected GitCredential Credential => new(GitHttpServer.UserName, Server.Token);

    public async ValueTask InitializeAsync()
    {
        Server = await GitHttpServer.StartAsync(Sandbox.Path);
        Remote = Sandbox.CreateRemote("org/remote.git");
        Clone = Sandbox.Clone(Remote);
        Clone.Git("remote", "set-url", "origin", Server.AddressOf("org/remote.git"));
        Tip = CommitSha.Parse(Remote.Commit("main", ("apps/dev/web.yaml", "tag: 1\n")));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static Task<GitRepository> OpenAsync(TestRepository repository, GitCredential? credential) =>
        GitRepository.OpenAsync(repository.Path, _ => credential, trace: null, new JumpingTime(), default);
}

using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>An HTTP server with transient failures. Delays take no time.</summary>
public abstract class RemoteRetryTest : IAsyncLifetime
{
    protected GitSandbox Sandbox { get; } = new();

    private protected JumpingTime Time { get; } = new();

    protected GitHttpServer Server { get; private set; } = null!;

    protected TestRepository Remote { get; private set; } = null!;

    protected TestRepository Clone { get; private set; } = null!;

    protected GitRepository Repository { get; private set; } = null!;

    protected CommitSha Tip { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await GitHttpServer.StartAsync(Sandbox.Path);
        Remote = Sandbox.CreateRemote("org/remote.git");
        Remote.Commit("main", ("web.yaml", "tag: 1\n"));
        Clone = Sandbox.Clone(Remote);
        Clone.Git("remote", "set-url", "origin", Server.AddressOf("org/remote.git"));
        Tip = CommitSha.Parse(Remote.Commit("main", ("web.yaml", "tag: 2\n")));
        Repository = await GitRepository.OpenAsync(
            Clone.Path,
            _ => new GitCredential(GitHttpServer.UserName, Server.Token),
            trace: null,
            Time,
            default
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Repository.DisposeAsync();
        await Server.DisposeAsync();
        Sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void Fail(int times, string request, int status) =>
        FailWith(times, request, context => context.Response.StatusCode = status);

    /// <param name="times">The number of requests to fail.</param>
    /// <param name="request">Parts of the method, path and query of the requests.</param>
    /// <param name="respond">Writes the response.</param>
    protected void FailWith(int times, string request, Action<HttpContext> respond)
    {
        var remaining = times;
        Server.Intercept = context =>
        {
            var line = $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}";
            var matches = request.Split(' ').All(part => line.Contains(part, StringComparison.Ordinal));
            if (!matches || remaining == 0)
            {
                return false;
            }

            remaining--;
            respond(context);
            return true;
        };
    }
}

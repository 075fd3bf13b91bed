using System.Collections.Concurrent;
using System.Text;
using GitOpsPromotion.Forges.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GitOpsPromotion.Forges;

/// <summary>
/// Serves a folder of bare repositories over HTTP on loopback. Requires the token, and rejects requests with two
/// <c>Authorization</c> headers.
/// </summary>
public sealed class GitHttpServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<ForgeRequest> requests = [];

    private GitHttpServer(WebApplication application) => this.application = application;

    public const string UserName = "x-access-token";

    /// <summary>The token that it accepts.</summary>
    public string Token { get; } = $"token-{Guid.NewGuid():N}";

    /// <summary>The base URL, with a trailing slash.</summary>
    public Uri Address => new(application.Urls.Single() + '/');

    /// <summary>All requests so far, including rejected ones.</summary>
    public IReadOnlyCollection<ForgeRequest> Requests => requests;

    /// <summary>Handles a request in place of git if it returns true.</summary>
    public Func<HttpContext, bool>? Intercept { get; set; }

    /// <param name="root">The folder with the bare repositories.</param>
    public static async Task<GitHttpServer> StartAsync(string root)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        var web = builder.Build();
        GitHttpServer server = new(web);
        GitSmartHttp backend = new(root);
        web.Run(context => server.AnswerAsync(context, backend));
        await web.StartAsync();
        return server;
    }

    /// <summary>The URL of a repository in the folder.</summary>
    public string AddressOf(string repository) => new Uri(Address, repository).AbsoluteUri;

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, GitSmartHttp backend)
    {
        var request = await IncomingRequest.ReadAsync(context);
        requests.Enqueue(request);

        if (Intercept?.Invoke(context) is true)
        {
            return;
        }

        var expected = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{Token}"))}";

        if (request.Authorization is [var only] && string.Equals(only, expected, StringComparison.Ordinal))
        {
            await backend.ServeAsync(context);
        }
        else if (request.Authorization.Count > 1)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }
}

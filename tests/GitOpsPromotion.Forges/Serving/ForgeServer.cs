using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GitOpsPromotion.Forges.Serving;

/// <summary>The web server of a forge, on loopback: its log, its faults, and git behind it.</summary>
public sealed class ForgeServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly Func<ForgeRequest, ForgeAnswer> answer;
    private readonly GitSmartHttp backend;
    private readonly RejectingHook hook;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<ForgeRequest> requests = [];
    private readonly ConcurrentQueue<string> failures = [];

    private ForgeServer(WebApplication application, string root, Func<ForgeRequest, ForgeAnswer> answer)
    {
        this.application = application;
        this.answer = answer;
        backend = new(root);
        hook = new(root);
    }

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri Address => new(application.Urls.Single() + '/');

    /// <summary>All requests so far, the refused ones too.</summary>
    public IReadOnlyCollection<ForgeRequest> Requests => requests;

    /// <summary>The failures of the forge itself.</summary>
    public IReadOnlyCollection<string> Failures => failures;

    public ForgeFaults Faults { get; } = new();

    /// <param name="root">The folder with the bare repositories.</param>
    /// <param name="answer">The forge. It is called by several threads at once.</param>
    public static async Task<ForgeServer> StartAsync(string root, Func<ForgeRequest, ForgeAnswer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        var web = builder.Build();
        ForgeServer server = new(web, root, answer);
        web.Run(server.ServeAsync);
        await web.StartAsync();
        return server;
    }

    /// <summary>Throws where there are violations, or the forge itself failed; once for each violation.</summary>
    public void Fail(ICollection<string> violations)
    {
        string[] found = [.. violations, .. failures];
        violations.Clear();

        if (found.Length > 0)
        {
            throw new InvalidOperationException(string.Join('\n', found));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync();
        await application.DisposeAsync();
        stopping.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var request = await IncomingRequest.ReadAsync(context);
        requests.Enqueue(request);
        var fault = Faults.Take(request);

        if (fault is { AfterTheWork: false } and not ForgeFault.RejectPush)
        {
            await FailAsync(context, fault);
            return;
        }

        if (fault is { AfterTheWork: true })
        {
            var body = context.Response.Body;
            context.Response.Body = Stream.Null;
            await WorkAsync(context, request, rejection: null);
            context.Response.Body = body;
            context.Response.Clear();
            await FailAsync(context, fault);
            return;
        }

        await WorkAsync(context, request, (fault as ForgeFault.RejectPush)?.Reason);
    }

    private async Task FailAsync(HttpContext context, ForgeFault fault)
    {
        switch (fault)
        {
            case ForgeFault.Answer { Instead: var instead }:
                await SendAsync(context.Response, instead);
                break;
            case ForgeFault.Hang:
                using (
                    var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token)
                )
                {
                    await Task.Delay(Timeout.Infinite, over.Token)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                context.Abort();
                break;
            default:
                context.Abort();
                break;
        }
    }

    private async Task WorkAsync(HttpContext context, ForgeRequest request, string? rejection)
    {
        switch (Answer(request))
        {
            case ForgeAnswer.Reply reply:
                await SendAsync(context.Response, reply);
                break;
            case ForgeAnswer.Git git:
                await backend.ServeAsync(
                    context,
                    git.Path,
                    rejection is null ? git.Environment : hook.Saying(rejection)
                );
                Finish(request, git);
                break;
        }
    }

    private ForgeAnswer Answer(ForgeRequest request)
    {
        try
        {
            return answer(request);
        }
        catch (Exception exception)
        {
            Remember(request, exception);
            return new ForgeAnswer.Reply(
                StatusCodes.Status500InternalServerError,
                "{\"message\":\"The forge failed.\"}"
            );
        }
    }

    // git has answered already, so the client does not see this failure.
    private void Finish(ForgeRequest request, ForgeAnswer.Git git)
    {
        try
        {
            git.Done();
        }
        catch (Exception exception)
        {
            Remember(request, exception);
        }
    }

    private void Remember(ForgeRequest request, Exception exception) =>
        failures.Enqueue($"{request.Method} {request.Target}: {exception}");

    private static async Task SendAsync(HttpResponse response, ForgeAnswer.Reply reply)
    {
        response.StatusCode = reply.Status;

        foreach (var (name, value) in reply.Headers)
        {
            response.Headers.Append(name, value);
        }

        if (reply.Body.Length > 0)
        {
            response.ContentType = reply.ContentType;
            await response.WriteAsync(reply.Body);
        }
    }
}

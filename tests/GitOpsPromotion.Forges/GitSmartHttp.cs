using System.Diagnostics;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace GitOpsPromotion.Forges;

/// <summary>
/// Serves git's smart HTTP protocol with <c>git upload-pack</c> and <c>git receive-pack</c>. It starts one process for
/// each request, where <c>git http-backend</c> starts three.
/// </summary>
/// <remarks>Source: https://git-scm.com/docs/gitprotocol-http</remarks>
internal sealed class GitSmartHttp(string root)
{
    private const string UploadPack = "git-upload-pack";
    private const string ReceivePack = "git-receive-pack";

    public Task ServeAsync(HttpContext context) => ServeAsync(context, context.Request.Path.Value!, []);

    /// <param name="context">The HTTP request and its response.</param>
    /// <param name="path">The path below the root.</param>
    /// <param name="environment">Additional environment variables.</param>
    public async Task ServeAsync(
        HttpContext context,
        string path,
        IReadOnlyList<(string Name, string Value)> environment
    )
    {
        var query = context.Request.Query["service"].ToString();
        var advertises = path.EndsWith("/info/refs", StringComparison.Ordinal) && query is UploadPack or ReceivePack;
        var service = advertises ? query : path[(path.LastIndexOf('/') + 1)..];
        var folder = Path.Join(root, advertises ? path[..^"/info/refs".Length] : Path.GetDirectoryName(path));

        if (service is not (UploadPack or ReceivePack) || !Directory.Exists(folder))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = $"application/x-{service}-{(advertises ? "advertisement" : "result")}";
        context.Response.Headers.CacheControl = "no-cache, max-age=0, must-revalidate";
        var protocol = context.Request.Headers["Git-Protocol"].ToString();

        if (advertises && !protocol.Contains("version=2", StringComparison.Ordinal))
        {
            var announcement = $"# service={service}\n";
            await context.Response.WriteAsync($"{announcement.Length + 4:x4}{announcement}0000");
        }

        ProcessStartInfo start = new(
            "git",
            [service["git-".Length..], advertises ? "--http-backend-info-refs" : "--stateless-rpc", folder]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["GIT_PROTOCOL"] = protocol },
        };

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var git = Process.Start(start)!;
        await Task.WhenAll(
            git.StandardError.ReadToEndAsync(),
            SendAsync(context.Request, git.StandardInput),
            git.StandardOutput.BaseStream.CopyToAsync(context.Response.Body)
        );
        await git.WaitForExitAsync();
    }

    private static async Task SendAsync(HttpRequest request, StreamWriter input)
    {
        await using var body =
            request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(request.Body, CompressionMode.Decompress)
                : request.Body;

        try
        {
            await body.CopyToAsync(input.BaseStream);
            input.Close();
        }
        catch (IOException)
        {
            // git or the client closed the connection. Closing the input keeps git from waiting.
            await input.DisposeAsync();
        }
    }
}

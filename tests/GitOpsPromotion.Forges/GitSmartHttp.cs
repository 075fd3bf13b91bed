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

        if (service is not (UploadPack or ReceivePack))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var protocol = context.Request.Headers["Git-Protocol"].ToString();
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
        var result = $"application/x-{service}-{(advertises ? "advertisement" : "result")}";
        var header = advertises && !protocol.Contains("version=2", StringComparison.Ordinal) ? Announce(service) : "";
        await Task.WhenAll(
            git.StandardError.ReadToEndAsync(),
            SendAsync(context.Request, git.StandardInput),
            AnswerAsync(git.StandardOutput.BaseStream, context.Response, result, header)
        );
        await git.WaitForExitAsync();
    }

    // A packet of protocol 0 and 1: its length in hexadecimal digits, its content, and the packet that ends the list.
    private static string Announce(string service)
    {
        var text = $"# service={service}\n";
        return $"{text.Length + 4:x4}{text}0000";
    }

    private static async Task AnswerAsync(Stream output, HttpResponse response, string contentType, string header)
    {
        var buffer = new byte[81920];
        var count = await output.ReadAsync(buffer);
        if (count == 0)
        {
            // git has not found the repository.
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = contentType;
        await response.WriteAsync(header);
        await response.Body.WriteAsync(buffer.AsMemory(0, count));
        await output.CopyToAsync(response.Body);
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

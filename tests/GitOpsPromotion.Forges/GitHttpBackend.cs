using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GitOpsPromotion.Forges;

/// <summary>Runs <c>git http-backend</c> as a CGI program: git's own server for HTTP.</summary>
/// <remarks>Source: https://git-scm.com/docs/git-http-backend</remarks>
internal sealed class GitHttpBackend(string root)
{
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
        var start = Describe(context.Request, path);

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var git = Process.Start(start)!;
        await Task.WhenAll(
            git.StandardError.ReadToEndAsync(),
            SendAsync(context.Request.Body, git.StandardInput),
            AnswerAsync(git.StandardOutput.BaseStream, context.Response)
        );
        await git.WaitForExitAsync();
    }

    private ProcessStartInfo Describe(HttpRequest request, string path)
    {
        ProcessStartInfo start = new("git", ["http-backend"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                ["GIT_PROJECT_ROOT"] = root,
                ["GIT_HTTP_EXPORT_ALL"] = "1",
                ["REMOTE_USER"] = "forge",
                ["REQUEST_METHOD"] = request.Method,
                ["PATH_INFO"] = path,
                ["QUERY_STRING"] = request.QueryString.Value?.TrimStart('?'),
                ["CONTENT_TYPE"] = request.ContentType,
                ["GIT_PROTOCOL"] = request.Headers["Git-Protocol"],
                ["HTTP_CONTENT_ENCODING"] = request.Headers.ContentEncoding,
            },
        };

        if (request.ContentLength is { } length)
        {
            start.Environment["CONTENT_LENGTH"] = length.ToString(CultureInfo.InvariantCulture);
        }

        return start;
    }

    private static async Task SendAsync(Stream body, StreamWriter input)
    {
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

    // Header lines, an empty line, the body. The header 'Status' is the status code.
    private static async Task AnswerAsync(Stream output, HttpResponse response)
    {
        using BufferedStream buffered = new(output);

        while (ReadLine(buffered) is { Length: > 0 } line && line.Split(": ", 2) is [var name, var value])
        {
            if (name is "Status")
            {
                response.StatusCode = int.Parse(value[..3], CultureInfo.InvariantCulture);
            }
            else
            {
                response.Headers[name] = value;
            }
        }

        await buffered.CopyToAsync(response.Body);
    }

    private static string ReadLine(Stream stream)
    {
        StringBuilder line = new();

        while (stream.ReadByte() is var next and >= 0 and not '\n')
        {
            line.Append((char)next);
        }

        return line.ToString().TrimEnd('\r');
    }
}

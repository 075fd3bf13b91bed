using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GitOpsPromotion.Forges.Serving;

/// <summary>Reads a request off the wire; the body of git's own stays there for git.</summary>
internal static class IncomingRequest
{
    public static async Task<ForgeRequest> ReadAsync(HttpContext context)
    {
        var raw = context.Request;
        ForgeRequest request = new(
            raw.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            "",
            [.. raw.Headers.Authorization.Select(value => value ?? "")],
            raw.Headers.ToDictionary(
                header => header.Key,
                header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            )
        );

        if (request.IsGit)
        {
            return request;
        }

        using StreamReader reader = new(raw.Body, Encoding.UTF8);
        return request with { Body = await reader.ReadToEndAsync() };
    }
}

namespace GitOpsPromotion.Forges.Contracts;

/// <summary>Stands between a client and its server, and fails a request or an answer that breaks the description.</summary>
/// <param name="description">The vendor's description.</param>
/// <param name="api">The base of the API, with a slash at the end. What is not below it passes unchecked.</param>
public sealed class ContractHandler(ApiDescription description, Uri api) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);

        if (request.RequestUri is not { } address || !api.IsBaseOf(address))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var target = $"/{address.AbsoluteUri[api.AbsoluteUri.Length..]}";
        var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Demand(description.CheckRequest(request.Method.Method, target, sent));

        var response = await base.SendAsync(request, cancellationToken);

        if (response.Content.Headers.ContentType?.MediaType is "application/json")
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            var received = await response.Content.ReadAsStringAsync(cancellationToken);
            Demand(
                description.CheckAnswer(
                    request.Method.Method,
                    target,
                    (int)response.StatusCode,
                    received.TrimStart('\uFEFF')
                )
            );
        }

        return response;
    }

    // Not an exception of HTTP: a client must not take it for a fault of the network, and try again.
    private static void Demand(IReadOnlyList<string> findings)
    {
        if (findings.Count > 0)
        {
            throw new InvalidOperationException(string.Join(' ', findings));
        }
    }
}

using GitOpsPromotion.Forges.Contracts;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <summary>Holds requests and answers against the vendor's description, as far as it goes.</summary>
internal sealed class DescribedApi : DelegatingHandler
{
    private static readonly Uri Service = new("https://dev.azure.com/");

    // The description has none of these.
    private static readonly string[] LeftOut = ["/_apis/connectionData", "/_apis/policy/evaluations", "/iterations"];

    // The description says that the settings in its answer are a text; they are an object.
    private const string Misdescribed = "/_apis/git/policy/configurations";

    private readonly ApiDescription? description = ApiDescription.Find("azure-devops");
    private readonly HttpMessageInvoker? described;

    public DescribedApi(HttpMessageHandler server)
        : base(server) =>
        described = description is null
            ? null
            : new(new ContractHandler(description, Service) { InnerHandler = server }, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var address = request.RequestUri!;
        if (described is null || LeftOut.Any(end => address.AbsolutePath.EndsWith(end, StringComparison.Ordinal)))
        {
            return base.SendAsync(request, cancellationToken);
        }

        if (!address.AbsolutePath.EndsWith(Misdescribed, StringComparison.Ordinal))
        {
            return described.SendAsync(request, cancellationToken);
        }

        var findings = description!.CheckRequest(request.Method.Method, address.PathAndQuery);
        return findings.Count > 0
            ? throw new InvalidOperationException(string.Join(' ', findings))
            : base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        described?.Dispose();
        base.Dispose(disposing);
    }
}

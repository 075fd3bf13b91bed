using System.Globalization;

namespace GitOpsPromotion.Providers.Http;

/// <summary>Counts the pages of a list, so that one without an end is an error: what is left of it must not be passed over.</summary>
internal sealed class ApiPages
{
    private readonly HashSet<Uri> addresses = [];
    private long length;

    /// <summary>Call before each page.</summary>
    /// <exception cref="PromotionException">The list is too long, or comes back to a page that was read.</exception>
    public void Begin(ApiRequest request)
    {
        if (addresses.Count == Limits.ApiPages)
        {
            throw ApiFailures.Endless(
                request,
                string.Create(CultureInfo.InvariantCulture, $"does not end after {Limits.ApiPages} pages")
            );
        }

        if (!addresses.Add(request.Url))
        {
            throw ApiFailures.Endless(request, "leads back to a page that was read already");
        }
    }

    /// <summary>Call with each answer.</summary>
    /// <exception cref="PromotionException">All pages together are too long.</exception>
    public void Add(ApiResponse response)
    {
        length += response.Body.Length;
        if (length > Limits.ApiList)
        {
            throw ApiFailures.Endless(response.Request, $"is longer than {Limits.FormatSize(Limits.ApiList)}");
        }
    }
}

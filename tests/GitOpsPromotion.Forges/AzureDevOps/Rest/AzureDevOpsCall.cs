using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitOpsPromotion.Forges.AzureDevOps.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>A request to an endpoint of a repository.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Token">The token that it was sent with.</param>
/// <param name="Request">What was sent.</param>
/// <param name="Path">The parts of the path.</param>
/// <param name="Body">The fields of the body.</param>
internal sealed record AzureDevOpsCall(
    AzureDevOpsRepository Repository,
    AzureDevOpsToken Token,
    ForgeRequest Request,
    Match Path,
    JsonObject Body
)
{
    public string this[string part] => Uri.UnescapeDataString(Path.Groups[part].Value);

    /// <summary>The pull request that the path names, or null.</summary>
    public AzureDevOpsPullRequest? Pull =>
        int.TryParse(this["id"], CultureInfo.InvariantCulture, out var id)
            ? Repository.Pulls.All.FirstOrDefault(one => one.Id == id)
            : null;

    /// <summary>A text of the body, or null.</summary>
    public string? Text(string field) => (string?)Body[field];

    public string? Query(string name) => Request.Query(name);

    public int Number(string name, int otherwise) =>
        int.TryParse(Query(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>The branch that a full ref names, or null.</summary>
    public static string? Branch(string? reference) =>
        reference is not null && reference.StartsWith("refs/heads/", StringComparison.Ordinal)
            ? reference["refs/heads/".Length..]
            : null;

    /// <summary>A page of a list, from the item that the continuation token of the page before named.</summary>
    public ForgeAnswer.Reply Continue<T>(IReadOnlyList<T> all, Func<T, JsonNode> render)
    {
        var start = Number("continuationToken", 0);
        var size = Math.Max(1, Number("$top", 100));
        var reply = Ok(AzureDevOpsJson.List(all.Skip(start).Take(size), render));
        return start + size < all.Count
            ? reply.With("x-ms-continuationtoken", (start + size).ToString(CultureInfo.InvariantCulture))
            : reply;
    }

    public static ForgeAnswer.Reply Ok(JsonNode body, int status = 200) => new(status, body.ToJsonString());
}

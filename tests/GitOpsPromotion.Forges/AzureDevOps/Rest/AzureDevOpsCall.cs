using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitOpsPromotion.Forges.AzureDevOps.Json;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>A request to an endpoint of a repository, by somebody who may.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Token">Who asks.</param>
/// <param name="Request">What was sent.</param>
/// <param name="Path">The parts of the path.</param>
/// <param name="Json">The body; null where there is none.</param>
internal sealed record AzureDevOpsCall(
    AzureDevOpsRepository Repository,
    AzureDevOpsToken Token,
    ForgeRequest Request,
    Match Path,
    JsonNode? Json
)
{
    /// <summary>The fields of the body.</summary>
    public JsonObject Body => Json as JsonObject ?? [];

    public string this[string part] => Uri.UnescapeDataString(Path.Groups[part].Value);

    /// <summary>The pull request that the path names, or null.</summary>
    public AzureDevOpsPullRequest? Pull =>
        int.TryParse(this["id"], CultureInfo.InvariantCulture, out var id)
            ? Repository.Pulls.All.FirstOrDefault(one => one.Id == id)
            : null;

    public bool Has(string field) => Body.ContainsKey(field);

    /// <summary>A text of the body. Null where there is none, or null.</summary>
    public string? Text(string field) => Body[field]?.GetValue<string>();

    public string? Query(string name) => Request.Query(name);

    public int Number(string name, int otherwise) =>
        int.TryParse(Query(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>The branch that a parameter names by its full ref, or null.</summary>
    public static string? Branch(string? reference) =>
        reference is not null && reference.StartsWith("refs/heads/", StringComparison.Ordinal)
            ? reference["refs/heads/".Length..]
            : null;

    public bool HasCommit(string commit) =>
        commit.Length is 40
        && commit.All(char.IsAsciiHexDigit)
        && Repository.Remote.TryGit(input: null, "cat-file", "-e", $"{commit}^{{commit}}").ExitCode is 0;

    /// <summary>Some of a list, from the one that the continuation token of the answer before named.</summary>
    public ForgeAnswer.Reply Continue<T>(IReadOnlyList<T> all, Func<T, JsonNode> render)
    {
        var start = Number("continuationToken", 0);
        var size = Math.Max(1, Number("$top", 100));
        var reply = Ok(AzureDevOpsJson.List(all.Skip(start).Take(size), render));
        return start + size < all.Count
            ? reply.With("x-ms-continuationtoken", AzureDevOpsJson.Number(start + size))
            : reply;
    }

    public static ForgeAnswer.Reply Ok(JsonNode body, int status = 200) => new(status, body.ToJsonString());

    /// <summary>Reads a body. False where it is no JSON.</summary>
    public static bool TryParse(string body, out JsonNode? json)
    {
        try
        {
            json = body.Length is 0 ? null : JsonNode.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            json = null;
            return false;
        }
    }
}

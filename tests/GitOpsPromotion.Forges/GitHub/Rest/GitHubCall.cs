using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <summary>A request to an endpoint of a repository, with the permission for it.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Token">The token that it was sent with.</param>
/// <param name="Request">What was sent.</param>
/// <param name="Path">The parts of the path.</param>
/// <param name="Body">The fields of the body.</param>
internal sealed record GitHubCall(
    GitHubRepository Repository,
    GitHubToken Token,
    ForgeRequest Request,
    Match Path,
    JsonObject Body
)
{
    /// <summary>The URL that was asked, without its query.</summary>
    public Uri Address => new(Repository.Forge.Address, Request.Path);

    public string this[string part] => Uri.UnescapeDataString(Path.Groups[part].Value);

    /// <summary>The pull request that the path names, or null.</summary>
    public GitHubPullRequest? Pull =>
        int.TryParse(this["number"], CultureInfo.InvariantCulture, out var number)
            ? Repository.Pulls.All.FirstOrDefault(one => one.Number == number)
            : null;

    /// <summary>A text of the body. Null where there is none, or null.</summary>
    public string? Text(string field) => Body[field]?.GetValue<string>();

    public bool Has(string field) => Body.ContainsKey(field);

    /// <summary>The commit that a SHA, a branch or <c>heads/branch</c> names, or null.</summary>
    public string? Commit(string revision)
    {
        var branch = revision.StartsWith("heads/", StringComparison.Ordinal) ? revision["heads/".Length..] : revision;

        if (Repository.Pulls.TipOf(branch) is { } tip)
        {
            return tip;
        }

        return Repository.Pulls.Branches.Has(revision) ? revision : null;
    }

    /// <summary>The page of a list that was asked for, with the links to the others.</summary>
    public ForgeAnswer.Reply Page<T>(IReadOnlyList<T> all, Func<IEnumerable<T>, JsonNode> render)
    {
        var size = Math.Clamp(Number("per_page") ?? 30, 1, 100);
        var page = Math.Max(1, Number("page") ?? 1);
        var last = Math.Max(1, (all.Count + size - 1) / size);
        var reply = GitHubErrors.Json(200, render(all.Skip((page - 1) * size).Take(size)));
        List<string> links =
        [
            .. page > 1 ? [Link(page - 1, "prev"), Link(1, "first")] : (string[])[],
            .. page < last ? [Link(page + 1, "next"), Link(last, "last")] : (string[])[],
        ];
        return links.Count is 0 ? reply : reply.With("Link", string.Join(", ", links));
    }

    public static JsonObject? Parse(string body)
    {
        try
        {
            return body.Length is 0 ? [] : JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private int? Number(string name) =>
        int.TryParse(Request.Query(name), CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Link(int page, string relation)
    {
        var query = Request.Target.Split('?', 2).ElementAtOrDefault(1) ?? "";
        var kept = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !pair.StartsWith("page=", StringComparison.Ordinal))
            .Append(string.Create(CultureInfo.InvariantCulture, $"page={page}"));
        return $"<{Address.AbsoluteUri}?{string.Join('&', kept)}>; rel=\"{relation}\"";
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Forges.Contracts;

/// <summary>One method of one path in a description.</summary>
internal sealed partial class ApiOperation
{
    private readonly string template;
    private readonly Regex pattern;
    private readonly JsonNode definition;
    private readonly ApiSchemas schemas;
    private readonly JsonNode[] parameters;

    public ApiOperation(string method, string template, JsonNode definition, ApiSchemas schemas)
    {
        Method = method;
        this.template = template;
        this.definition = definition;
        this.schemas = schemas;
        parameters = [.. (definition["parameters"] as JsonArray ?? []).Select(one => schemas.Resolve(one!))];
        pattern = new($@"\A{Placeholder.Replace(template, Group)}\z", RegexOptions.IgnoreCase);
    }

    public string Method { get; }

    /// <summary>The more of the path is fixed, the better it fits.</summary>
    public int Weight => Placeholder.Replace(template, "").Length;

    private string Name => $"{Method} {template}";

    public bool Matches(string path) => pattern.IsMatch(path);

    public IEnumerable<string> CheckPath(string path)
    {
        var match = pattern.Match(path);
        return In("path")
            .SelectMany(parameter =>
                CheckText(parameter, Uri.UnescapeDataString(match.Groups[GroupName(NameOf(parameter))].Value))
            );
    }

    public IEnumerable<string> CheckQuery(string query)
    {
        var sent = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToLookup(
                pair => Decode(pair[0]),
                pair => Decode(pair.ElementAtOrDefault(1) ?? ""),
                StringComparer.Ordinal
            );
        var known = In("query").ToDictionary(NameOf, StringComparer.Ordinal);

        return
        [
            .. sent.Where(one => !known.ContainsKey(one.Key))
                .Select(one => $"{Name} has no query parameter '{one.Key}'."),
            .. known.Values.SelectMany(one => sent[NameOf(one)].SelectMany(value => CheckText(one, value))),
            .. known
                .Values.Where(one => Is(one, "required") && !sent.Contains(NameOf(one)))
                .Select(one => $"{Name} requires the query parameter '{NameOf(one)}'."),
        ];
    }

    public IEnumerable<string> CheckBody(string body) =>
        definition["requestBody"] is not { } expected ? (body.Length is 0 ? [] : [$"{Name} takes no body."])
        : body.Length > 0 ? Check(expected, body, $"The body of {Name}")
        : Is(expected, "required") ? [$"{Name} requires a body."]
        : [];

    public IReadOnlyList<string> CheckAnswer(int status, string body)
    {
        var responses = definition["responses"]!;
        var what = string.Create(CultureInfo.InvariantCulture, $"The answer {status} to {Name}");
        var described =
            responses[status.ToString(CultureInfo.InvariantCulture)] ?? (status < 300 ? responses["default"] : null);

        // Failures that any call can meet (401, 403, 429, 5xx) are described on pages of their own.
        // Some that are described have no body there, and one on the wire.
        return described is null ? (status < 300 ? [$"{what} is not described."] : [])
            : status >= 400 && schemas.Resolve(described)["content"] is null ? []
            : [.. Check(schemas.Resolve(described), body, what)];
    }

    private IEnumerable<string> Check(JsonNode holder, string body, string what)
    {
        if (holder["content"] is not JsonObject content)
        {
            return body.Length is 0 ? [] : [$"{what} has a body, but none is described."];
        }

        try
        {
            using (JsonDocument.Parse(body))
            {
                return [.. schemas.Check(content.First().Value!["schema"]!, body).Select(one => $"{what}: {one}.")];
            }
        }
        catch (JsonException)
        {
            return [$"{what} is not JSON."];
        }
    }

    private IEnumerable<string> CheckText(JsonNode parameter, string text) =>
        schemas
            .CheckText(parameter["schema"]!, text)
            .Select(finding => $"{Name}: the parameter '{NameOf(parameter)}': {finding}.");

    private IEnumerable<JsonNode> In(string place) => parameters.Where(one => (string?)one["in"] == place);

    private string Group(Match match)
    {
        var name = match.Groups["name"].Value;
        var several = In("path").Any(parameter => NameOf(parameter) == name && Is(parameter, "x-multi-segment"));
        return $"(?<{GroupName(name)}>{(several ? ".+" : "[^/]+")})";
    }

    private static string GroupName(string name) => $"p_{name.Replace('-', '_')}";

    private static string NameOf(JsonNode parameter) => (string)parameter["name"]!;

    private static bool Is(JsonNode node, string flag) => (bool?)node[flag] is true;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    [GeneratedRegex(@"\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder { get; }
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Forges.Contracts;

/// <summary>One method of one path in a description.</summary>
internal sealed partial class ApiOperation
{
    private readonly string template;
    private readonly Regex pattern;
    private readonly JsonElement definition;
    private readonly ApiSchemas schemas;
    private readonly JsonElement[] parameters;

    public ApiOperation(string method, string template, JsonElement definition, ApiSchemas schemas)
    {
        Method = method;
        this.template = template;
        this.definition = definition;
        this.schemas = schemas;
        parameters = definition.TryGetProperty("parameters", out var list)
            ? [.. list.EnumerateArray().Select(schemas.Resolve)]
            : [];
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
            .Select(pair => (Name: Decode(pair[0]), Value: Decode(pair.ElementAtOrDefault(1) ?? "")))
            .ToList();
        var known = In("query").ToDictionary(NameOf, StringComparer.Ordinal);

        return
        [
            .. sent.Where(one => !known.ContainsKey(one.Name))
                .Select(one => $"{Name} knows no query parameter '{one.Name}'."),
            .. sent.Where(one => known.ContainsKey(one.Name)).SelectMany(one => CheckText(known[one.Name], one.Value)),
            .. known
                .Values.Where(parameter =>
                    Is(parameter, "required") && !sent.Exists(one => one.Name == NameOf(parameter))
                )
                .Select(parameter => $"{Name} demands the query parameter '{NameOf(parameter)}'."),
        ];
    }

    public IEnumerable<string> CheckBody(string body)
    {
        if (!definition.TryGetProperty("requestBody", out var expected))
        {
            return body.Length is 0 ? [] : [$"{Name} takes no body."];
        }

        return body.Length > 0 ? Check(expected, body, $"The body of {Name}")
            : Is(expected, "required") ? [$"{Name} demands a body."]
            : [];
    }

    public IReadOnlyList<string> CheckAnswer(int status, string body)
    {
        var responses = definition.GetProperty("responses");
        var what = string.Create(CultureInfo.InvariantCulture, $"The answer {status} to {Name}");

        // Failures that any call can meet (401, 403, 429, 5xx) are described on pages of their own.
        // Some that are described have no body there, and one on the wire.
        return
            responses.TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response)
            || (status < 300 && responses.TryGetProperty("default", out response))
            ? status >= 400 && !schemas.Resolve(response).TryGetProperty("content", out _)
                ? []
                : [.. Check(schemas.Resolve(response), body, what)]
            : status < 300
                ? [$"{what} is not described."]
                : [];
    }

    private IEnumerable<string> Check(JsonElement holder, string body, string what)
    {
        if (!holder.TryGetProperty("content", out var content))
        {
            return body.Length is 0 ? [] : [$"{what} has a body, but none is described."];
        }

        var schema = content.EnumerateObject().First().Value.GetProperty("schema");

        try
        {
            using var document = JsonDocument.Parse(body);
            return [.. schemas.Check(schema, document.RootElement, "").Select(finding => $"{what}: {finding}")];
        }
        catch (JsonException)
        {
            return [$"{what} is not JSON."];
        }
    }

    private IEnumerable<string> CheckText(JsonElement parameter, string text) =>
        schemas
            .CheckText(parameter.GetProperty("schema"), text)
            .Select(finding => $"{Name}: the parameter '{NameOf(parameter)}': {finding}");

    private IEnumerable<JsonElement> In(string place) =>
        parameters.Where(parameter => parameter.GetProperty("in").GetString() == place);

    private string Group(Match match)
    {
        var name = match.Groups["name"].Value;
        var several = In("path").Any(parameter => NameOf(parameter) == name && Is(parameter, "x-multi-segment"));
        return $"(?<{GroupName(name)}>{(several ? ".+" : "[^/]+")})";
    }

    private static string GroupName(string name) => $"p_{name.Replace('-', '_')}";

    private static string NameOf(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    private static bool Is(JsonElement element, string flag) =>
        element.TryGetProperty(flag, out var value) && value.ValueKind is JsonValueKind.True;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    [GeneratedRegex(@"\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder { get; }
}

using System.Globalization;
using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub.Rest;

/// <summary>GitHub's errors.</summary>
internal static class GitHubErrors
{
    public const string Documentation = "https://docs.github.com/rest";

    public static ForgeAnswer.Reply NotFound => Message(404, "Not Found");

    public static ForgeAnswer.Reply NoUserAgent { get; } =
        new(
            403,
            "\nRequest forbidden by administrative rules. Please make sure your request has a User-Agent header "
                + "(https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). "
                + "Check https://developer.github.com for other possible causes.\n"
        )
        {
            ContentType = "text/plain; charset=utf-8",
        };

    public static ForgeAnswer.Reply Message(int status, string message) =>
        Json(
            status,
            new JsonObject
            {
                ["message"] = message,
                ["documentation_url"] = Documentation,
                ["status"] = status.ToString(CultureInfo.InvariantCulture),
            }
        );

    /// <summary>A validation error with one cause.</summary>
    public static ForgeAnswer.Reply Invalid(string resource, string? field, string code, string? message = null)
    {
        JsonObject error = new() { ["resource"] = resource, ["code"] = code };

        if (field is not null)
        {
            error["field"] = field;
        }

        if (message is not null)
        {
            error["message"] = message;
        }

        return Json(
            422,
            new JsonObject
            {
                ["message"] = "Validation Failed",
                ["errors"] = new JsonArray(error),
                ["documentation_url"] = Documentation,
                ["status"] = "422",
            }
        );
    }

    public static ForgeAnswer.Reply NoCommit(string revision) => Message(422, $"No commit found for SHA: {revision}");

    public static ForgeAnswer.Reply Json(int status, JsonNode body) => new(status, body.ToJsonString());
}

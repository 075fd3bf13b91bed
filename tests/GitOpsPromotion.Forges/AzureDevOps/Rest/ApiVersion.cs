using System.Text.RegularExpressions;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>The version of the API that a request asks for, in its query or its <c>Accept</c> header.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/devops/integrate/concepts/rest-api-versioning</remarks>
internal static partial class ApiVersion
{
    private const string Space = "Microsoft.VisualStudio.Services.WebApi";

    /// <summary>What the server has against the version. Null where that is nothing.</summary>
    public static ForgeAnswer.Reply? Refuse(AzureDevOpsForge forge, ForgeRequest request, bool isPreview)
    {
        if (Asked(request) is not { } asked)
        {
            return Error(
                "VssVersionNotSpecifiedException",
                $"No api-version was supplied for the \"{request.Method}\" request. The version must be supplied either as part of the Accept header (e.g. \"application/json; api-version=1.0\") or as a query parameter (e.g. \"?api-version=1.0\")."
            );
        }

        if (Pattern.Match(asked) is not { Success: true } match)
        {
            return Error("VssInvalidApiVersionException", $"The api-version \"{asked}\" is not valid.");
        }

        var number = match.Groups["number"].Value;

        return Version.Parse(number) > forge.NewestVersion
                ? Error(
                    "VssVersionOutOfRangeException",
                    $"The requested REST API version of {number} is out of range for this server. The latest REST API version this server supports is {forge.NewestVersion}."
                )
            : isPreview && !match.Groups["preview"].Success
                ? Error(
                    "VssInvalidPreviewVersionException",
                    $"The requested version \"{number}\" of the resource is under preview. The -preview flag must be supplied in the api-version for such requests. For example: \"{number}-preview\""
                )
            : null;
    }

    /// <summary>The target with the version in the query that the descriptions are of.</summary>
    public static string Described(ForgeRequest request, bool isPreview)
    {
        var version = isPreview ? "7.1-preview.1" : "7.1";
        var query = (request.Target.Split('?', 2).ElementAtOrDefault(1) ?? "")
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !pair.StartsWith("api-version=", StringComparison.OrdinalIgnoreCase))
            .Append($"api-version={version}");
        return $"{request.Path}?{string.Join('&', query)}";
    }

    private static string? Asked(ForgeRequest request) =>
        request.Query("api-version")
        ?? (
            InHeader.Match(request.Header("Accept") ?? "") is { Success: true } match
                ? match.Groups["version"].Value
                : null
        );

    private static ForgeAnswer.Reply Error(string type, string message) =>
        AzureDevOpsErrors.Json(400, type, message, Space);

    [GeneratedRegex(
        @"\A(?<number>[0-9]{1,2}\.[0-9]{1,2})(?<preview>-preview(\.[0-9]{1,2})?)?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern { get; }

    [GeneratedRegex(@"api-version=(?<version>[^;,\s]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex InHeader { get; }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>An endpoint.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">The path below the collection.</param>
/// <param name="Answer">What it does.</param>
internal sealed record AzureDevOpsRoute(string Method, Regex Pattern, Func<AzureDevOpsCall, ForgeAnswer.Reply> Answer)
{
    private const string Repository = "/{project}/_apis/git/repositories/{repository}";

    /// <summary>The endpoint of the policies, which names its repository in the query.</summary>
    public static AzureDevOpsRoute Policies { get; } =
        Of("GET", "/{project}/_apis/git/policy/configurations", PolicyEndpoints.List);

    /// <summary>The endpoint of the policies' evaluations, which names its pull request in the query.</summary>
    public static AzureDevOpsRoute Evaluations { get; } =
        Of("GET", "/{project}/_apis/policy/evaluations", PolicyEndpoints.Evaluate) with
        {
            IsUndescribed = true,
        };

    /// <summary>The endpoint that names the user of a token.</summary>
    public static AzureDevOpsRoute ConnectionData { get; } =
        Of("GET", "/_apis/connectionData", _ => throw new NotSupportedException()) with
        {
            IsUndescribed = true,
        };

    public static IReadOnlyList<AzureDevOpsRoute> All { get; } =
    [
        Of("GET", $"{Repository}/pullrequests", PullRequestEndpoints.List),
        Of("POST", $"{Repository}/pullrequests", ChangeEndpoints.Create) with
        {
            DescribedStatus = 201,
        },
        Of("GET", $"{Repository}/pullrequests/{{id}}", PullRequestEndpoints.Get),
        Of("PATCH", $"{Repository}/pullrequests/{{id}}", ChangeEndpoints.Update),
        Of("GET", $"{Repository}/pullrequests/{{id}}/iterations", PullRequestEndpoints.Iterations) with
        {
            IsUndescribed = true,
        },
        Of("POST", $"{Repository}/pullrequests/{{id}}/statuses", StatusEndpoints.AddToPullRequest),
        Of("POST", $"{Repository}/pullrequestquery", PullRequestEndpoints.Query),
        Of("GET", $"{Repository}/commits/{{commit}}/statuses", StatusEndpoints.OfCommit),
        Of("POST", $"{Repository}/commits/{{commit}}/statuses", StatusEndpoints.AddToCommit) with
        {
            DescribedStatus = 201,
        },
        Of("GET", $"{Repository}/refs", PullRequestEndpoints.Refs),
        Policies,
        Evaluations,
        ConnectionData,
    ];

    /// <summary>The status that the description gives for success; the wire may have another.</summary>
    public int DescribedStatus { get; init; } = 200;

    /// <summary>Whether the vendor's description lacks it.</summary>
    public bool IsUndescribed { get; init; }

    /// <summary>The connection data of a user.</summary>
    public static JsonObject WhoIs(AzureDevOpsIdentity identity)
    {
        JsonObject user = new()
        {
            ["id"] = identity.Id.ToString(),
            ["descriptor"] = $"Microsoft.IdentityModel.Claims.ClaimsIdentity;{identity.UniqueName}",
            ["providerDisplayName"] = identity.DisplayName,
        };
        return new()
        {
            ["authenticatedUser"] = user,
            ["authorizedUser"] = user.DeepClone(),
            ["instanceId"] = Guid.Empty.ToString(),
        };
    }

    // Paths are compared without regard to case: pullrequests and pullRequests are both in the documentation.
    private static AzureDevOpsRoute Of(
        string method,
        string template,
        Func<AzureDevOpsCall, ForgeAnswer.Reply> answer
    ) =>
        new(
            method,
            new($@"\A{Regex.Replace(template, @"\{(\w+)\}", "(?<$1>[^/]+)")}\z", RegexOptions.IgnoreCase),
            answer
        );
}

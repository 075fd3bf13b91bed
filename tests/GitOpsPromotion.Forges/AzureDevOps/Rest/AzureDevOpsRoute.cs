using System.Text.RegularExpressions;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>An endpoint of a repository.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">The path below the collection.</param>
/// <param name="Right">What a token must have.</param>
/// <param name="Answer">What it does.</param>
internal sealed record AzureDevOpsRoute(
    string Method,
    Regex Pattern,
    AzureDevOpsRight Right,
    Func<AzureDevOpsCall, ForgeAnswer.Reply> Answer
)
{
    private const string Repository = "/{project}/_apis/git/repositories/{repository}";

    /// <summary>The endpoints.</summary>
    public static IReadOnlyList<AzureDevOpsRoute> All { get; } =
    [
        Read("/pullrequests", PullRequestEndpoints.List),
        Of("POST", "/pullrequests", AzureDevOpsRight.PullRequestContribute, CreateEndpoint.Create) with
        {
            DescribedStatus = 201,
        },
        Read("/pullrequests/{id}", PullRequestEndpoints.Get),
        Of("PATCH", "/pullrequests/{id}", AzureDevOpsRight.PullRequestContribute, UpdateEndpoint.Update),
        Of("POST", "/pullrequestquery", AzureDevOpsRight.GenericRead, PullRequestEndpoints.Query),
        Read("/commits/{commit}/statuses", StatusEndpoints.OfCommit),
        Of("POST", "/commits/{commit}/statuses", AzureDevOpsRight.GenericContribute, StatusEndpoints.AddToCommit) with
        {
            DescribedStatus = 201,
        },
        Read("/pullrequests/{id}/statuses", StatusEndpoints.OfPullRequest),
        Of(
            "POST",
            "/pullrequests/{id}/statuses",
            AzureDevOpsRight.PullRequestContribute,
            StatusEndpoints.AddToPullRequest
        ),
        Read("/pullrequests/{id}/iterations", PullRequestEndpoints.Iterations) with
        {
            IsUndescribed = true,
        },
        Read("/refs", RefEndpoints.List),
    ];

    /// <summary>The endpoint of the policies, which names its repository in the query.</summary>
    public static AzureDevOpsRoute Policies { get; } =
        New("GET", "/{project}/_apis/git/policy/configurations", AzureDevOpsRight.GenericRead, PolicyEndpoints.List);

    /// <summary>The endpoint of what policies think of a pull request, which names that in the query.</summary>
    public static AzureDevOpsRoute Evaluations { get; } =
        New("GET", "/{project}/_apis/policy/evaluations", AzureDevOpsRight.GenericRead, PolicyEndpoints.Evaluate) with
        {
            IsPreview = true,
            IsUndescribed = true,
        };

    /// <summary>The endpoint that tells who asks.</summary>
    public static AzureDevOpsRoute ConnectionData { get; } =
        New("GET", "/_apis/connectionData", AzureDevOpsRight.GenericRead, _ => throw new NotSupportedException()) with
        {
            IsPreview = true,
            IsUndescribed = true,
        };

    /// <summary>The status that the description gives for success; the wire may have another.</summary>
    public int DescribedStatus { get; init; } = 200;

    /// <summary>Whether the version has to say <c>-preview</c>.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Whether the vendor's description lacks it.</summary>
    public bool IsUndescribed { get; init; }

    private static AzureDevOpsRoute Read(string template, Func<AzureDevOpsCall, ForgeAnswer.Reply> answer) =>
        Of("GET", template, AzureDevOpsRight.GenericRead, answer);

    private static AzureDevOpsRoute Of(
        string method,
        string template,
        AzureDevOpsRight right,
        Func<AzureDevOpsCall, ForgeAnswer.Reply> answer
    ) => New(method, Repository + template, right, answer);

    // Paths are compared without regard to case: pullrequests and pullRequests are both in the documentation.
    private static AzureDevOpsRoute New(
        string method,
        string template,
        AzureDevOpsRight right,
        Func<AzureDevOpsCall, ForgeAnswer.Reply> answer
    ) =>
        new(
            method,
            new($@"\A{Regex.Replace(template, @"\{(\w+)\}", "(?<$1>[^/]+)")}\z", RegexOptions.IgnoreCase),
            right,
            answer
        );
}

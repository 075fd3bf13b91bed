using System.Net;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>
/// What Azure DevOps' refusals mean: by the name of the server's exception, and where there is none by the code that its
/// text begin with. Both are known here and nowhere else.
/// </summary>
/// <remarks>
/// No page lists them. Sources: the answers themselves,
/// https://github.com/microsoft/azure-devops-go-api, https://github.com/Azure/azure-devops-cli-extension/issues and
/// https://learn.microsoft.com/en-us/azure/devops/repos/git/auth-overview.
/// </remarks>
internal sealed class AzureDevOpsErrors(AzureDevOpsAddress address, bool hasToken)
{
    private const string TokenHint =
        "Pass a token that can read and write the repository: map SYSTEM_ACCESSTOKEN in the pipeline's env, "
        + "set AZURE_DEVOPS_EXT_PAT or GITOPS_PROMOTION_TOKEN, or use --token.";

    private static readonly (string? Name, string? Code, AzureDevOpsRefusal Refusal)[] Known =
    [
        ("GitPullRequestExistsException", "TF401179", AzureDevOpsRefusal.AlreadyOpen),
        ("GitPullRequestStaleException", "TF401192", AzureDevOpsRefusal.Stale),
        ("GitReferenceStaleException", null, AzureDevOpsRefusal.Stale),
        ("GitPullRequestNotEditableException", "TF401181", AzureDevOpsRefusal.NotOpen),
        ("GitPullRequestUpdateRejectedByPolicyException", null, AzureDevOpsRefusal.Policy),
        ("GitRefUpdateRejectedByPolicyException", null, AzureDevOpsRefusal.Policy),
        ("GitPullRequestStatusRejectedByPolicyException", null, AzureDevOpsRefusal.StatusRejected),
        ("GitPullRequestStatusCannotBeCreatedException", null, AzureDevOpsRefusal.StatusRejected),
        ("GitPullRequestCannotBeActivated", "TF401398", AzureDevOpsRefusal.BranchNotFound),
        ("GitNeedsPermissionException", "TF401027", AzureDevOpsRefusal.NotPermitted),
        ("GitRepositoryNotFoundException", "TF401019", AzureDevOpsRefusal.RepositoryNotFound),
        ("ProjectDoesNotExistWithNameException", "TF200016", AzureDevOpsRefusal.ProjectNotFound),
        ("GitPullRequestNotFoundException", "TF401180", AzureDevOpsRefusal.PullRequestNotFound),
        ("VssVersionOutOfRangeException", null, AzureDevOpsRefusal.TooOld),
        (null, "TF400733", AzureDevOpsRefusal.RateLimited),
    ];

    public static AzureDevOpsRefusal RefusalOf(ApiResponse response)
    {
        var error = response.TryRead(AzureDevOpsJson.Default.AzureDevOpsError);
        var text = error is null ? response.ShownText : error.Text ?? "";
        return Known
            .FirstOrDefault(known =>
                (known.Name is { } name && IsOfType(error, name))
                || (known.Code is { } code && text.StartsWith(code, StringComparison.Ordinal))
            )
            .Refusal;
    }

    /// <summary>The message of an error response, as it may be shown; may be empty.</summary>
    public static string TextOf(ApiResponse response) =>
        response.TryRead(AzureDevOpsJson.Default.AzureDevOpsError) is { } error
            ? response.Show(error.Text ?? "").TrimEnd('.')
            : response.ShownText.TrimEnd('.');

    /// <summary>
    /// Whether the answer is a sign-in page, or redirects to one: the answer of Azure DevOps, often with a status of
    /// success, to a token that is invalid or has expired.
    /// </summary>
    public static bool IsSignIn(ApiResponse response) =>
        response.Status is HttpStatusCode.Unauthorized or HttpStatusCode.NonAuthoritativeInformation
        || IsSignInPage(response.Request.Url.AbsolutePath)
        || ((int)response.Status is >= 300 and < 400 && LeadsToSignIn(response))
        || (response.IsSuccess && response.Body.Length > 0 && !IsJson(response));

    /// <summary>The failure that an error response means.</summary>
    public PromotionException From(ApiResponse response)
    {
        var what = response.Request.What;
        var text = TextOf(response);
        return IsSignIn(response)
            ? hasToken
                ? Unauthorized(
                    $"{what}: {response.Host} refused the token{InBrackets(text)}.",
                    "Check that the token is valid, has not expired, and is meant for this organization. "
                        + "A personal access token needs the scope Code (read & write)."
                )
                : Unauthorized($"{what}: {response.Host} requires authentication, but no token was given.", TokenHint)
            : response.Status switch
            {
                HttpStatusCode.ProxyAuthenticationRequired => ApiFailures.Unexpected(response, text),
                _ when RefusalOf(response) is AzureDevOpsRefusal.Stale => Stale(what, text),
                HttpStatusCode.Forbidden
                    when RefusalOf(response) is not (AzureDevOpsRefusal.Policy or AzureDevOpsRefusal.StatusRejected) =>
                    NotPermitted(what, text),
                HttpStatusCode.NotFound => NotFound(response, text),
                HttpStatusCode.BadRequest when RefusalOf(response) is AzureDevOpsRefusal.TooOld => new(
                    FailureKind.Unavailable,
                    $"{what}: {response.Host} does not support version {AzureDevOpsClient.Version} of the API ({text})."
                )
                {
                    Hint = "Azure DevOps Server must be 2022.1 or newer.",
                },
                >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ApiFailures.SentElsewhere(
                    response
                ),
                _ when response.IsUnexpected && RefusalOf(response) is AzureDevOpsRefusal.Other =>
                    ApiFailures.Unexpected(response, text),
                _ => new(
                    FailureKind.Rejected,
                    text.Length > 0
                        ? $"{what}: {response.Host} responded: {text}."
                        : $"{what}: {response.Host} responded {Number(response.Status)} with an empty body."
                ),
            };
    }

    private static PromotionException Stale(string what, string text) =>
        new(FailureKind.Rejected, $"{what}: {text}.")
        {
            Hint = "It changed while the command ran. Run the command again.",
            IsStale = true,
        };

    /// <summary>The server treated the request as anonymous.</summary>
    public PromotionException Anonymous(string what) =>
        hasToken
            ? Unauthorized(
                $"{what}: {address.Collection.Authority} treated the token as anonymous.",
                "Check that the token is valid, has not expired, and is meant for this organization."
            )
            : Unauthorized(
                $"{what}: {address.Collection.Authority} requires authentication, but no token was given.",
                TokenHint
            );

    // Some names of exceptions end in it, and some do not.
    private static bool IsOfType(AzureDevOpsError? error, string name)
    {
        const string Ending = "Exception";
        return string.Equals(WithoutEnding(error?.TypeKey ?? ""), WithoutEnding(name), StringComparison.Ordinal);

        static string WithoutEnding(string type) =>
            type.EndsWith(Ending, StringComparison.Ordinal) ? type[..^Ending.Length] : type;
    }

    private PromotionException NotFound(ApiResponse response, string text)
    {
        var what = response.Request.What;
        return RefusalOf(response) switch
        {
            AzureDevOpsRefusal.PullRequestNotFound => new(
                FailureKind.Rejected,
                $"{what}: not found in {address}{InBrackets(text)}."
            ),
            AzureDevOpsRefusal.ProjectNotFound => NoAccess($"project {address.Project} was not found"),
            AzureDevOpsRefusal.RepositoryNotFound => NoAccess($"repository {address} was not found"),
            _ => NoAccess($"not found in {address}"),
        };

        PromotionException NoAccess(string notFound) =>
            Unauthorized(
                hasToken
                    ? $"{what}: {notFound}, or the token has no access to it{InBrackets(text)}."
                    : $"{what}: {notFound}; private projects need a token{InBrackets(text)}.",
                hasToken
                    ? $"Check the URL of origin, and that the token has access to {address}. The token of a pipeline has access to other "
                        + "projects and repositories only where the settings 'Limit job authorization scope' and "
                        + "'Protect access to repositories in YAML pipelines' are off."
                    : TokenHint
            );
    }

    private static PromotionException NotPermitted(string what, string text) =>
        Unauthorized(
            $"{what}: the identity of the token lacks a permission{InBrackets(text)}.",
            "It needs Contribute, Create branch and Contribute to pull requests on the repository; in a pipeline the "
                + "identity is '<project> Build Service'. A personal access token needs the scope Code (read & write)."
        );

    private static bool LeadsToSignIn(ApiResponse response) =>
        Uri.TryCreate(response.Request.Url, response.Header("Location"), out var location)
        && (
            IsSignInPage(location.AbsolutePath)
            || location.Host is "login.microsoftonline.com" or "login.live.com"
            || location.Host.EndsWith(".vssps.visualstudio.com", StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsSignInPage(string path) => path.Contains("/_signin", StringComparison.OrdinalIgnoreCase);

    private static bool IsJson(ApiResponse response) =>
        response.Header("Content-Type")?.Contains("json", StringComparison.OrdinalIgnoreCase) ?? false;

    private static string InBrackets(string text) => text.Length > 0 ? $" ({text})" : "";

    private static string Number(HttpStatusCode status) =>
        ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static PromotionException Unauthorized(string message, string hint) =>
        new(FailureKind.Unauthorized, message) { Hint = hint };
}

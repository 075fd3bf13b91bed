using System.Net;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>
/// What Azure DevOps' refusals mean: by the name of the server's exception, and where there is none by the code that its
/// words begin with. Both are known here and nowhere else.
/// </summary>
/// <remarks>
/// There is no page that lists them. Sources: the answers themselves, and what is told of them in
/// https://github.com/microsoft/azure-devops-go-api, https://github.com/Azure/azure-devops-cli-extension/issues and
/// https://learn.microsoft.com/en-us/azure/devops/repos/git/auth-overview.
/// </remarks>
internal sealed class AzureDevOpsErrors(AzureDevOpsAddress address, bool hasToken)
{
    private const string TokenHint =
        "Give a token that may read and write the repository: map SYSTEM_ACCESSTOKEN in the pipeline's env, "
        + "set AZURE_DEVOPS_EXT_PAT or GITOPS_PROMOTION_TOKEN, or use --token.";

    private static readonly (string? Name, string? Code, AzureDevOpsRefusal Refusal)[] Known =
    [
        ("GitPullRequestExistsException", "TF401179", AzureDevOpsRefusal.AlreadyOpen),
        ("GitPullRequestStaleException", "TF401192", AzureDevOpsRefusal.Stale),
        ("GitReferenceStaleException", null, AzureDevOpsRefusal.Stale),
        ("GitPullRequestNotEditableException", "TF401181", AzureDevOpsRefusal.NotOpen),
        ("GitPullRequestUpdateRejectedByPolicyException", null, AzureDevOpsRefusal.Policy),
        ("GitRefUpdateRejectedByPolicyException", null, AzureDevOpsRefusal.Policy),
        ("GitPullRequestStatusRejectedByPolicyException", null, AzureDevOpsRefusal.StatusNotTaken),
        ("GitPullRequestStatusCannotBeCreatedException", null, AzureDevOpsRefusal.StatusNotTaken),
        ("GitPullRequestCannotBeActivated", "TF401398", AzureDevOpsRefusal.NoSuchBranch),
        ("GitNeedsPermissionException", "TF401027", AzureDevOpsRefusal.NotPermitted),
        ("GitRepositoryNotFoundException", "TF401019", AzureDevOpsRefusal.NoSuchRepository),
        ("ProjectDoesNotExistWithNameException", "TF200016", AzureDevOpsRefusal.NoSuchProject),
        ("GitPullRequestNotFoundException", "TF401180", AzureDevOpsRefusal.NoSuchPullRequest),
        ("VssVersionOutOfRangeException", null, AzureDevOpsRefusal.TooOld),
        (null, "TF400733", AzureDevOpsRefusal.TooMuch),
    ];

    public static AzureDevOpsRefusal RefusalOf(ApiResponse response)
    {
        var error = response.TryRead(AzureDevOpsJson.Default.AzureDevOpsError);
        var words = error is null ? response.ShownText : error.Words ?? "";
        return Known
            .FirstOrDefault(known =>
                (known.Name is { } name && IsOfType(error, name))
                || (known.Code is { } code && words.StartsWith(code, StringComparison.Ordinal))
            )
            .Refusal;
    }

    /// <summary>What the answer says, as it may be shown.</summary>
    public static string WordsOf(ApiResponse response) =>
        response.TryRead(AzureDevOpsJson.Default.AzureDevOpsError) is { } error
            ? response.Show(error.Words ?? "").TrimEnd('.')
            : response.ShownText.TrimEnd('.');

    /// <summary>
    /// Whether the answer is a page to sign in, or leads to one. Azure DevOps answers so, and with success, where a token
    /// is wrong or has expired.
    /// </summary>
    public static bool IsSignIn(ApiResponse response) =>
        response.Status is HttpStatusCode.Unauthorized or HttpStatusCode.NonAuthoritativeInformation
        || IsSignInPage(response.Request.Url.AbsolutePath)
        || ((int)response.Status is >= 300 and < 400 && LeadsToSignIn(response))
        || (response.IsSuccess && response.Body.Length > 0 && !IsJson(response));

    /// <summary>The failure that an answer means.</summary>
    public PromotionException From(ApiResponse response)
    {
        var what = response.Request.What;
        var words = WordsOf(response);
        return IsSignIn(response)
            ? hasToken
                ? Unauthorized(
                    $"{what}: {response.Host} refused the token{InBrackets(words)}.",
                    "Check that the token is valid, has not expired, and is meant for this organization. "
                        + "A personal access token needs the scope Code (read & write)."
                )
                : Unauthorized($"{what}: {response.Host} wants a token, and there is none.", TokenHint)
            : response.Status switch
            {
                HttpStatusCode.ProxyAuthenticationRequired => ApiFailures.Unexpected(response, words),
                _ when RefusalOf(response) is AzureDevOpsRefusal.Stale => AzureDevOpsFailures.Stale(what, words),
                HttpStatusCode.Forbidden
                    when RefusalOf(response) is not (AzureDevOpsRefusal.Policy or AzureDevOpsRefusal.StatusNotTaken) =>
                    NotPermitted(what, words),
                HttpStatusCode.NotFound => NotFound(response, words),
                HttpStatusCode.BadRequest when RefusalOf(response) is AzureDevOpsRefusal.TooOld => new(
                    FailureKind.Unavailable,
                    $"{what}: {response.Host} does not speak version {AzureDevOpsClient.Version} of the API ({words})."
                )
                {
                    Hint = "Azure DevOps Server must be 2022.1 or newer.",
                },
                >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ApiFailures.SentElsewhere(
                    response
                ),
                _ when response.IsUnexpected && RefusalOf(response) is AzureDevOpsRefusal.Other =>
                    ApiFailures.Unexpected(response, words),
                _ => new(
                    FailureKind.Rejected,
                    words.Length > 0
                        ? $"{what}: {response.Host} says: {words}."
                        : $"{what}: {response.Host} refused it with status {Number(response.Status)} and no word."
                ),
            };
    }

    /// <summary>The server took the request of nobody.</summary>
    public PromotionException Anonymous(string what) =>
        hasToken
            ? Unauthorized(
                $"{what}: {address.Collection.Authority} does not take the token for anybody's.",
                "Check that the token is valid, has not expired, and is meant for this organization."
            )
            : Unauthorized($"{what}: {address.Collection.Authority} wants a token, and there is none.", TokenHint);

    // Some exceptions of the server end in the word, and some do not.
    private static bool IsOfType(AzureDevOpsError? error, string name)
    {
        const string Ending = "Exception";
        return string.Equals(WithoutEnding(error?.TypeKey ?? ""), WithoutEnding(name), StringComparison.Ordinal);

        static string WithoutEnding(string type) =>
            type.EndsWith(Ending, StringComparison.Ordinal) ? type[..^Ending.Length] : type;
    }

    private PromotionException NotFound(ApiResponse response, string words)
    {
        var what = response.Request.What;
        return RefusalOf(response) switch
        {
            AzureDevOpsRefusal.NoSuchPullRequest => new(
                FailureKind.Rejected,
                $"{what}: there is no such pull request in {address}{InBrackets(words)}."
            ),
            AzureDevOpsRefusal.NoSuchProject => Unseen("project", address.Project),
            AzureDevOpsRefusal.NoSuchRepository => Unseen("repository", address.ToString()),
            _ => Unseen("thing in", address.ToString()),
        };

        PromotionException Unseen(string kind, string name) =>
            Unauthorized(
                hasToken
                    ? $"{what}: {address.Collection} has no {kind} {name}, or the token may not see it{InBrackets(words)}."
                    : $"{what}: {address.Collection} shows no {kind} {name} to who has no token{InBrackets(words)}.",
                hasToken
                    ? $"Check the URL of origin, and that the token may read {address}. The token of a pipeline sees other "
                        + "projects and repositories only where the settings 'Limit job authorization scope' and "
                        + "'Protect access to repositories in YAML pipelines' are off."
                    : TokenHint
            );
    }

    private static PromotionException NotPermitted(string what, string words) =>
        Unauthorized(
            $"{what}: the token's identity lacks a right{InBrackets(words)}.",
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

    private static string InBrackets(string words) => words.Length > 0 ? $" ({words})" : "";

    private static string Number(HttpStatusCode status) =>
        ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static PromotionException Unauthorized(string message, string hint) =>
        new(FailureKind.Unauthorized, message) { Hint = hint };
}

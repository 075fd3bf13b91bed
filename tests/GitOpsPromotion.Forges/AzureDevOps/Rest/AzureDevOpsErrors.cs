using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>What Azure DevOps says to what it does not do.</summary>
internal static class AzureDevOpsErrors
{
    public const string UnauthorizedMessage = "TF400813: The user '' is not authorized to access this resource.";

    private const string GitSpace = "Microsoft.TeamFoundation.Git.Server";

    /// <summary>The page that people sign in at, which programs with a bad token get with the status 203.</summary>
    public static ForgeAnswer.Reply SignInPage { get; } =
        new(
            203,
            "<!DOCTYPE html>\r\n<html lang=\"en-US\">\r\n<head><title>Azure DevOps Services | Sign In</title></head></html>"
        )
        {
            ContentType = "text/html; charset=utf-8",
        };

    public static ForgeAnswer.Reply Unauthorized { get; } =
        Json(401, "UnauthorizedRequestException", UnauthorizedMessage, "Microsoft.TeamFoundation.Framework.Server");

    public static ForgeAnswer.Reply NoPullRequest { get; } =
        Json(404, "GitPullRequestNotFoundException", "TF401180: The requested pull request was not found.");

    public static ForgeAnswer.Reply NotEditable { get; } =
        Json(
            400,
            "GitPullRequestNotEditableException",
            "TF401181: The pull request cannot be edited due to its state."
        );

    public static ForgeAnswer.Reply PullRequestExists { get; } =
        Json(
            409,
            "GitPullRequestExistsException",
            "TF401179: An active pull request for the source and target branch already exists."
        );

    public static ForgeAnswer.Reply Stale { get; } =
        Json(
            409,
            "GitPullRequestStaleException",
            "TF401192: The source branch has been modified since the last merge attempt."
        );

    public static ForgeAnswer.Reply NoBranch { get; } =
        Json(
            400,
            "GitPullRequestCannotBeActivated",
            "TF401398: The pull request cannot be activated because the source and/or the target branch no longer exists, or the requested refs are not branches"
        );

    public static ForgeAnswer.Reply Invalid(string message) => Json(400, "InvalidArgumentValueException", message);

    public static ForgeAnswer.Reply NoCommit(string commit) =>
        Json(
            404,
            "GitUnresolvableToCommitException",
            $"TF401175: The version descriptor <Commit: {commit} > could not be resolved to a version in the repository"
        );

    public static ForgeAnswer.Reply NoProject(string name) =>
        Json(
            404,
            "ProjectDoesNotExistWithNameException",
            $"TF200016: The following project does not exist: {name}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.",
            "Microsoft.TeamFoundation.Core.WebApi"
        );

    public static ForgeAnswer.Reply NoRepository(string name) =>
        Json(404, "GitRepositoryNotFoundException", NoRepositoryMessage(name));

    public static string NoRepositoryMessage(string name) =>
        $"TF401019: The Git repository with name or identifier {name} does not exist or you do not have permissions for the operation you are attempting.";

    public static ForgeAnswer.Reply NeedsRight(AzureDevOpsToken token, AzureDevOpsRight right) =>
        Json(403, "GitNeedsPermissionException", NeedsRightMessage(token, right));

    public static string NeedsRightMessage(AzureDevOpsToken token, AzureDevOpsRight right) =>
        $"TF401027: You need the Git '{right}' permission to perform this action. Details: identity '{token.Identity.Account}', scope 'repository'.";

    /// <summary>An error as the service words it.</summary>
    public static ForgeAnswer.Reply Json(int status, string type, string message, string space = GitSpace) =>
        new(
            status,
            new JsonObject
            {
                ["$id"] = "1",
                ["innerException"] = null,
                ["message"] = message,
                ["typeName"] = $"{space}.{type}, {space}",
                ["typeKey"] = type,
                ["errorCode"] = 0,
                ["eventId"] = 3000,
            }.ToJsonString()
        );

    /// <summary>An error in the shape of a list, as some parts of the server answer.</summary>
    public static ForgeAnswer.Reply Wrapped(int status, string message) =>
        new(
            status,
            new JsonObject
            {
                ["count"] = 1,
                ["value"] = new JsonObject { ["Message"] = message },
            }.ToJsonString()
        );
}

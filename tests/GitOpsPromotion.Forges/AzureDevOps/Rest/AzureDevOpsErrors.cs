using System.Text.Json.Nodes;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>The errors of Azure DevOps.</summary>
internal static class AzureDevOpsErrors
{
    private const string GitSpace = "Microsoft.TeamFoundation.Git.Server";

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
        Json(
            404,
            "GitRepositoryNotFoundException",
            $"TF401019: The Git repository with name or identifier {name} does not exist or you do not have permissions for the operation you are attempting."
        );

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
}
